package io.flightlog.log4j2;

import io.flightlog.Fence;
import io.flightlog.FlushResult;
import io.flightlog.PipelineLease;
import io.flightlog.PipelineRegistry;
import io.flightlog.agent.OwnThreads;
import io.flightlog.config.ConfigException;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.ship.DeadLetters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.config.plugins.PluginNode;
import org.jspecify.annotations.Nullable;

/**
 * Ships every event it gets to Elasticsearch, encoded in the thread that calls it. Options that
 * cannot be used are said in an ERROR of the status logger and leave the configuration without this
 * appender, while the application and its other appenders go on. Callers append without a lock; the
 * other methods are for any thread.
 */
@Plugin(name = "Elasticsearch", category = Node.CATEGORY, elementType = Appender.ELEMENT_TYPE)
public final class ElasticsearchAppender extends AbstractAppender {
  private final PipelineConfig config;

  /** Stays when stopped, so that late events are counted. */
  private volatile @Nullable PipelineLease<LogEvent> lease;

  private ElasticsearchAppender(String name, @Nullable Filter filter, PipelineConfig config) {
    super(name, filter, null, true, Property.EMPTY_ARRAY);
    this.config = config;
  }

  /** Called by Log4j2; null, and an ERROR status, for options that cannot be used. */
  @PluginFactory
  public static @Nullable ElasticsearchAppender create(
      @OptionAttributes Map<String, String> attributes,
      @PluginElement("Filter") @Nullable Filter filter,
      @PluginElement("options") OptionElement[] elements,
      @PluginNode Node node) {
    Map<String, String> options = new LinkedHashMap<>(attributes);
    String name = options.remove("name");
    try {
      if (name == null) {
        throw new ConfigException("name: must be given, but is missing");
      }
      for (Node unread : node.getChildren()) {
        throw OptionReader.unknown(unread.getName());
      }
      return of(name, filter, new OptionReader().read(options, elements));
    } catch (ConfigException refused) {
      LOGGER.error("Appender [{}] is not started: {}", name, refused.getMessage());
      return null;
    }
  }

  /**
   * For configuration by code: to be added to a configuration like any other appender, and started.
   *
   * @param filter decides which events it gets, or null for all
   * @throws ConfigException for the first option that cannot be used
   */
  public static ElasticsearchAppender of(
      String name, @Nullable Filter filter, OptionValues options) {
    return new ElasticsearchAppender(name, filter, PipelineConfig.from(options));
  }

  /**
   * Starts a pipeline, or joins the one that runs with equal options; does nothing while it holds
   * one. Never fails because Elasticsearch is away.
   */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      lease =
          PipelineRegistry.shared()
              .acquire(
                  this,
                  getName(),
                  config,
                  new Log4jEncoder(config.event().callerData()),
                  new StatusDiagnostics(getName()));
      super.start();
    } catch (ConfigException refused) {
      LOGGER.error("Appender [{}] is not started: {}", getName(), refused.getMessage());
    } catch (RuntimeException | LinkageError failure) {
      LOGGER.error("Appender [{}] is not started: {}", getName(), failure.getMessage(), failure);
    }
  }

  /**
   * Sends what was accepted, for at most {@code shutdownTimeout} whatever the time given here; at
   * once if the next configuration goes on with the same pipeline. Any number of times.
   */
  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    PipelineLease<LogEvent> current = lease;
    if (current != null) {
      current.close(); // before the state changes: a late event is counted, not complained of
    }
    return super.stop(timeout, unit);
  }

  @Override
  public void append(LogEvent event) {
    PipelineLease<LogEvent> current = lease;
    if (current != null && !isOwn(event)) {
      current.append(Severities.of(event.getLevel()), event);
    }
  }

  /** By the name of the thread too: behind an asynchronous logger another one calls. */
  private static boolean isOwn(LogEvent event) {
    return Fence.keepsOut(event.getLoggerName()) || OwnThreads.isName(event.getThreadName());
  }

  /** Whether Log4j2 must walk the stack for each event. */
  @Override
  public boolean requiresLocation() {
    return config.event().callerData();
  }

  /**
   * Waits until every event logged before this call has met its fate, or the time is over.
   *
   * @return INCOMPLETE too when it was never started
   */
  public FlushResult flush(Duration timeout) {
    PipelineLease<LogEvent> current = lease;
    return current == null
        ? new FlushResult(FlushResult.Outcome.INCOMPLETE, 0)
        : current.flush(timeout);
  }

  /**
   * The counters of the pipeline since it was started, which a reconfiguration may outlive, also
   * after {@link #stop}; null before the first {@link #start}.
   */
  public @Nullable PipelineStats stats() {
    PipelineLease<LogEvent> current = lease;
    return current == null ? null : current.stats();
  }

  /**
   * Events that Elasticsearch refused for good since the last {@link #start}, also after {@link
   * #stop}; null before the first.
   */
  public @Nullable DeadLetters deadLetters() {
    PipelineLease<LogEvent> current = lease;
    return current == null ? null : current.deadLetters();
  }

  PipelineConfig config() {
    return config;
  }
}
