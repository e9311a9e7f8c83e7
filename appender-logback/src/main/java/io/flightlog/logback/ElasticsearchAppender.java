package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.flightlog.Fence;
import io.flightlog.FlushResult;
import io.flightlog.PipelineLease;
import io.flightlog.config.ConfigException;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.ship.DeadLetters;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ships every event of this Logback context to Elasticsearch, encoded in the caller's thread. Joran
 * sets the options, each by its name in the configuration page; their words are read at {@link
 * #start}, and one that cannot be used is said in an ERROR status and leaves this appender not
 * started, while the application and its other appenders go on. An event that arrives then, or
 * after {@link #stop}, is refused without an exception.
 */
public final class ElasticsearchAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final OptionWords words = new OptionWords("");
  private final UnknownOptions unknownOptions = new UnknownOptions(words);
  private final Recording recording = new Recording();
  private final AtomicBoolean saidNotStarted = new AtomicBoolean();
  private final AppenderFilters filters = new AppenderFilters(this);

  @Override
  public void setContext(Context newContext) {
    if (context == null && newContext.getStatusManager() != null) {
      newContext.getStatusManager().add(unknownOptions);
    }
    super.setContext(newContext);
  }

  /**
   * Reads the options and starts a pipeline, or joins the one that runs with equal options; does
   * nothing while it holds one. Never fails because Elasticsearch is away.
   */
  @Override
  public void start() {
    if (context != null && context.getStatusManager() != null) {
      context.getStatusManager().remove(unknownOptions);
    }
    String label = getName() == null ? "elasticsearch" : getName();
    try {
      PipelineConfig config = PipelineConfig.from(words.read());
      Object scope = context == null ? this : context;
      recording.start(scope, label, config, new LogbackDiagnostics(this));
      Reload.prepareFor(context);
      super.start();
    } catch (ConfigException refused) {
      refuseToStart(label, refused, null);
    } catch (RuntimeException | LinkageError failure) {
      refuseToStart(label, failure, failure);
    }
  }

  /**
   * Sends what was accepted, for at most {@code shutdownTimeout}. Within a reset of the context it
   * leaves the pipeline to the next configuration instead, and returns at once. Any thread, any
   * number of times.
   */
  @Override
  public void stop() {
    super.stop();
    recording.stop(Reload.isUnderWay(context));
  }

  /**
   * As in the superclass, but without its guard against reentry: some versions of Logback drop an
   * event that is logged inside another one's {@code toString()}, and pay for it with a {@code
   * ThreadLocal} in every virtual thread. Here encoding ends before a slot is claimed, so nesting
   * is harmless.
   */
  @Override
  public void doAppend(ILoggingEvent event) {
    if (recording.lease() == null) {
      if (saidNotStarted.compareAndSet(false, true)) {
        addWarn("Appender [" + getName() + "] got an event, but is not started.");
      }
    } else if (!Fence.keepsOut(event.getLoggerName()) && !filters.deny(event)) {
      append(event);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    PipelineLease<ILoggingEvent> lease = recording.lease();
    if (lease != null) {
      lease.append(Severities.of(event.getLevel()), event);
    }
  }

  /**
   * Waits until every event logged before this call has met its fate, or the time is over.
   *
   * @return INCOMPLETE too when it was never started
   */
  public FlushResult flush(Duration timeout) {
    PipelineLease<ILoggingEvent> lease = recording.lease();
    return lease == null
        ? new FlushResult(FlushResult.Outcome.INCOMPLETE, 0)
        : lease.flush(timeout);
  }

  /**
   * The counters of the pipeline since it was started, which a reload may outlive, also after
   * {@link #stop}; null before the first {@link #start}.
   */
  public @Nullable PipelineStats stats() {
    PipelineLease<ILoggingEvent> lease = recording.lease();
    return lease == null ? null : lease.stats();
  }

  /**
   * Events that Elasticsearch refused for good since the last {@link #start}, also after {@link
   * #stop}; null before the first.
   */
  public @Nullable DeadLetters deadLetters() {
    PipelineLease<ILoggingEvent> lease = recording.lease();
    return lease == null ? null : lease.deadLetters();
  }

  private void refuseToStart(String label, Throwable reason, @Nullable Throwable shown) {
    saidNotStarted.set(true);
    addError("Appender [" + label + "] is not started: " + reason.getMessage(), shown);
  }

  OptionWords words() {
    return words;
  }

  public void addUrl(String text) {
    words.set("url", text);
  }

  public void setDataset(String text) {
    words.set("dataset", text);
  }

  public void setNamespace(String text) {
    words.set("namespace", text);
  }

  public void setIndex(String text) {
    words.set("index", text);
  }

  public void setSetup(String text) {
    words.set("setup", text);
  }

  public void setIndexMode(String text) {
    words.set("indexMode", text);
  }

  public void setRetention(String text) {
    words.set("retention", text);
  }

  public void setApiKey(String text) {
    words.set("apiKey", text);
  }

  public void setApiKeyFile(String text) {
    words.set("apiKeyFile", text);
  }

  public void setUsername(String text) {
    words.set("username", text);
  }

  public void setPassword(String text) {
    words.set("password", text);
  }

  public void setPasswordFile(String text) {
    words.set("passwordFile", text);
  }

  public void setBearerToken(String text) {
    words.set("bearerToken", text);
  }

  public void setBearerTokenFile(String text) {
    words.set("bearerTokenFile", text);
  }

  public void setAllowInsecureCredentials(String text) {
    words.set("allowInsecureCredentials", text);
  }

  public void setProxy(String text) {
    words.set("proxy", text);
  }

  public void setCompression(String text) {
    words.set("compression", text);
  }

  public void setConnectTimeout(String text) {
    words.set("connectTimeout", text);
  }

  public void setRequestTimeout(String text) {
    words.set("requestTimeout", text);
  }

  public void setMaxInFlight(String text) {
    words.set("maxInFlight", text);
  }

  public void setMaxEventBytes(String text) {
    words.set("maxEventBytes", text);
  }

  public void setMaxMessageBytes(String text) {
    words.set("maxMessageBytes", text);
  }

  public void setMaxStackTraceBytes(String text) {
    words.set("maxStackTraceBytes", text);
  }

  public void setMaxFields(String text) {
    words.set("maxFields", text);
  }

  public void setMaxLabelNames(String text) {
    words.set("maxLabelNames", text);
  }

  public void setCallerData(String text) {
    words.set("callerData", text);
  }

  public void setDurability(String text) {
    words.set("durability", text);
  }

  public void setIdempotent(String text) {
    words.set("idempotent", text);
  }

  public void setShutdownTimeout(String text) {
    words.set("shutdownTimeout", text);
  }

  public void setStatusInterval(String text) {
    words.set("statusInterval", text);
  }

  public void setTls(TlsOptions tls) {
    words.addAll("tls", tls.words);
  }

  public void setQueue(QueueOptions queue) {
    words.addAll("queue", queue.words);
  }

  public void setBatch(BatchOptions batch) {
    words.addAll("batch", batch.words);
  }

  public void setRetry(RetryOptions retry) {
    words.addAll("retry", retry.words);
  }

  public void setSpool(SpoolOptions spool) {
    words.addAll("spool", spool.words);
  }

  public void setService(ServiceOptions service) {
    words.addAll("service", service.words);
  }

  public void setMdc(MdcOptions mdc) {
    words.addAll("mdc", mdc.words);
  }

  public void setHeaders(HeadersOptions headers) {
    words.addAll("headers", headers.words);
  }

  public void setMaskedKeys(String text) {
    words.set("maskedKeys", text);
  }

  public void addMask(MaskOptions mask) {
    words.add(mask::addTo);
  }

  public void addField(FieldOptions field) {
    words.add(field::addTo);
  }
}
