package io.flightlog;

import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.EventEncoder;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.JmxRegistration;
import io.flightlog.metrics.LossReason;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.flightlog.ship.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ships a framework's log events to Elasticsearch and accounts for each. The only class that knows
 * every stage. Running from {@link #start} until {@link #close}; not restarted.
 *
 * @param <E> the framework's event
 */
public final class LogPipeline<E> implements AutoCloseable {
  private enum State {
    RUNNING,
    CLOSING,
    CLOSED
  }

  private static final String OWN_LOGGER = "io.flightlog";
  private static final Duration GRACE_AT_CLOSE = Duration.ofMillis(250);

  private final PipelineConfig config;
  private final EventEncoder<E> encoder;
  private final Stages stages;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final AutoCloseable jmx;
  private final ShutdownFlush shutdownFlush;

  private LogPipeline(
      String name, PipelineConfig config, EventEncoder<E> encoder, Diagnostics diagnostics) {
    this.config = config;
    this.encoder = encoder;
    this.stages = Stages.build(config, diagnostics, clock);
    this.jmx =
        JmxRegistration.register(
            name, stages.instance().value(), this::stats, stages.diagnostics());
    this.shutdownFlush = new ShutdownFlush(() -> flush(config.shutdownTimeout()));
  }

  /**
   * Starts the stages and returns at once, whether or not Elasticsearch can be reached.
   *
   * @param name tells pipelines of one JVM apart in JMX; the appender's name
   * @param diagnostics the framework's status channel; rate-limited here
   * @throws io.flightlog.config.ConfigException when constant fields or identity do not fit their
   *     bounds
   */
  public static <E> LogPipeline<E> start(
      String name, PipelineConfig config, EventEncoder<E> encoder, Diagnostics diagnostics) {
    LogPipeline<E> pipeline = new LogPipeline<>(name, config, encoder, diagnostics);
    pipeline.record("recorder-started", "Flightlog recorder started");
    pipeline.stages.start();
    pipeline.shutdownFlush.register();
    return pipeline;
  }

  /**
   * Encodes an event in the calling thread and puts it into the ring. Any thread. Never throws
   * because of us, does no I/O, and waits at most {@code queue.maxWait}.
   *
   * @return whether the event was accepted; if not, it was counted with its reason
   */
  public boolean append(Severity severity, E event) {
    stages.counters().offered();
    if (state.get() != State.RUNNING) {
      stages.counters().dropped(DropReason.CLOSED, severity);
      return false;
    }
    EcsWriter out = stages.writers().acquire();
    try {
      return encode(event, out)
          ? stages.admission().offer(severity, out.buffer(), out.length())
          : refuseUnencodable(severity);
    } finally {
      stages.writers().release(out);
    }
  }

  /** Whatever user code throws, the members written until then make a document. */
  private boolean encode(E event, EcsWriter out) {
    try {
      out.begin();
      try {
        encoder.encode(event, out);
      } catch (Throwable userCode) {
        out.failed(userCode);
      }
      out.end();
    } catch (Throwable broken) {
      stages.diagnostics().error("an event could not be encoded and was dropped", broken);
      return false;
    }
    if (out.truncated()) {
      stages.counters().truncated();
    }
    return true;
  }

  private boolean refuseUnencodable(Severity severity) {
    stages.counters().dropped(DropReason.UNENCODABLE, severity);
    return false;
  }

  /**
   * Sends what had been accepted when it was called, and waits until each event met its fate or the
   * time is up. Any thread. An interrupt ends the wait and leaves the flag set.
   */
  public FlushResult flush(Duration timeout) {
    Deadline deadline = Deadline.after(timeout, clock);
    long target = stages.ring().claimed();
    stages.sealThrough(target);
    deadline.await(() -> stages.watermark().settled() >= target);
    return FlushResult.of(Math.max(0, target - stages.watermark().settled()));
  }

  /**
   * Events that Elasticsearch refused for good, the newest of them. Any thread; also after close.
   */
  public DeadLetters deadLetters() {
    return stages.deadLetters();
  }

  /** A reading of the counters. Any thread; also after close. */
  public PipelineStats stats() {
    return stages.stats();
  }

  /**
   * Refuses new events, delivers what was accepted, and ends by {@code shutdownTimeout}; what is
   * left then is counted lost and said once. Idempotent. An interrupt does not cut it short.
   */
  @Override
  public void close() {
    if (!state.compareAndSet(State.RUNNING, State.CLOSING)) {
      return;
    }
    shutdownFlush.unregister();
    Deadline deadline = Deadline.after(config.shutdownTimeout(), clock);
    deadline.half().awaitUninterruptibly(stages.counters()::noAppendInProgress);
    stages.closing();
    record("recorder-stopped", "Flightlog recorder stopped");
    deadline.awaitUninterruptibly(this::everythingIsSettled);
    long unsettled = stages.stop(Deadline.after(GRACE_AT_CLOSE, clock));
    state.set(State.CLOSED);
    reportLoss(unsettled);
    unregisterFromJmx();
  }

  private boolean everythingIsSettled() {
    long last = stages.ring().claimed();
    stages.sealThrough(last);
    return stages.watermark().settled() >= last;
  }

  private void reportLoss(long unsettled) {
    if (unsettled > 0) {
      stages.counters().lost(LossReason.CLOSED, unsettled);
      stages
          .diagnostics()
          .warn(
              unsettled
                  + " events of instance "
                  + stages.instance()
                  + " were not confirmed by Elasticsearch within shutdownTimeout ("
                  + config.shutdownTimeout().toMillis()
                  + " ms) and are counted lost",
              null);
    }
  }

  private void unregisterFromJmx() {
    try {
      jmx.close();
    } catch (Exception alreadyGone) {
      stages.diagnostics().info("statistics were not in JMX any more: " + alreadyGone);
    }
  }

  /** An instance record: through the ring like any event, so that it is sequence 0, or the last. */
  private void record(String action, String message) {
    stages.counters().offered();
    EcsWriter out = stages.writers().acquire();
    try {
      Instant now = Instant.now();
      out.begin();
      out.timestamp(now.getEpochSecond(), now.getNano());
      out.level("INFO");
      out.logger(OWN_LOGGER);
      out.thread(Thread.currentThread().getName());
      out.message(message);
      out.keyValue("event.action", action);
      out.end();
      stages.admission().offer(Severity.INFO, out.buffer(), out.length());
    } finally {
      stages.writers().release(out);
    }
  }
}
