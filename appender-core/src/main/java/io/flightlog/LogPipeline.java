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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
  private final RunCounting runs;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final AutoCloseable jmx;
  private volatile @Nullable Thread closer;

  private LogPipeline(
      String name, PipelineConfig config, EventEncoder<E> encoder, Diagnostics diagnostics) {
    this.config = config;
    this.encoder = encoder;
    this.stages = Stages.build(config, diagnostics, clock);
    this.runs = new RunCounting(warning -> stages.diagnostics().warn(warning, null));
    this.jmx =
        JmxRegistration.register(
            name, stages.instance().value(), this::stats, stages.diagnostics());
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
    String insecure = config.insecureCredentials();
    if (insecure != null) {
      pipeline.stages.diagnostics().warn(insecure, null);
    }
    pipeline.record("recorder-started", "Flightlog recorder started");
    pipeline.stages.start();
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
      return encode(event, out) ? offer(severity, out) : refuseUnencodable(severity);
    } finally {
      stages.writers().release(out);
    }
  }

  /** Counts an event that comes too late; always false. Any thread. */
  boolean refuse(Severity severity) {
    stages.counters().offered();
    stages.counters().dropped(DropReason.CLOSED, severity);
    return false;
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
      runs.encoded(out);
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

  private boolean offer(Severity severity, EcsWriter out) {
    if (!stages.admission().offer(severity, out.buffer(), out.length())) {
      return false;
    }
    runs.accepted(out, severity);
    return true;
  }

  private boolean refuseUnencodable(Severity severity) {
    stages.counters().dropped(DropReason.UNENCODABLE, severity);
    return false;
  }

  /**
   * Sends what had been accepted when it was called, and waits until each event met its fate. What
   * has not when half of the time is over is written to the spool, if there is one, whether it is
   * under way or not, and then it is enough that it is there. Also ends when the pipeline is
   * closed. Any thread. An interrupt ends the wait and leaves the flag set.
   */
  public FlushResult flush(Duration timeout) {
    Deadline deadline = Deadline.after(timeout, clock);
    long target = stages.ring().claimed();
    stages.sealThrough(target);
    BooleanSupplier delivered =
        () -> stages.watermark().settled() >= target || state.get() == State.CLOSED;
    if (stages.hasDisk() && !deadline.half().await(delivered)) {
      stages.spoolThrough(target);
      deadline.await(() -> stages.secured() >= target || delivered.getAsBoolean());
    } else {
      deadline.await(delivered);
    }
    if (stages.watermark().settled() >= target) {
      return FlushResult.delivered();
    }
    long secured = stages.secured();
    return secured >= target ? FlushResult.spooled() : FlushResult.incomplete(target - secured);
  }

  /**
   * In the shutdown hook of a pipeline that stays open, as others may still log: flushes, and lets
   * its spool say that this is no death.
   */
  void flushAtJvmExit() {
    flush(config.shutdownTimeout());
    stages.rest(Deadline.after(GRACE_AT_CLOSE, clock));
  }

  /** Has what was accepted until now sent without lingering; does not wait. Any thread. */
  void seal() {
    stages.sealThrough(stages.ring().claimed());
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
   * Refuses new events, delivers what was accepted, and ends by {@code shutdownTimeout}. What is
   * not delivered when half of that is over goes to the spool; what is neither at the end is
   * counted lost and said once. An interrupt does not cut it short. Of several threads one closes,
   * and the others wait for it.
   */
  @Override
  public void close() {
    if (!state.compareAndSet(State.RUNNING, State.CLOSING)) {
      awaitOtherCloser();
      return;
    }
    closer = Thread.currentThread();
    try {
      closeStages();
      unregisterFromJmx();
    } finally {
      state.set(State.CLOSED);
    }
  }

  /** Not when a status listener closes what its own thread is closing. */
  private void awaitOtherCloser() {
    if (closer != Thread.currentThread()) {
      Deadline.after(config.shutdownTimeout().plus(GRACE_AT_CLOSE), clock)
          .awaitUninterruptibly(() -> state.get() == State.CLOSED);
    }
  }

  private void closeStages() {
    Deadline deadline = Deadline.after(config.shutdownTimeout(), clock);
    deadline.half().awaitUninterruptibly(stages.counters()::noAppendInProgress);
    stages.closing();
    record("recorder-stopped", "Flightlog recorder stopped");
    if (!deadline.half().awaitUninterruptibly(this::everythingIsSettled)) {
      deadline.awaitUninterruptibly(this::everythingIsSecured);
    }
    long left = Math.max(0, deadline.remainingNanos());
    long unsettled = stages.stop(Deadline.after(GRACE_AT_CLOSE.plusNanos(left), clock));
    reportLoss(unsettled);
  }

  private boolean everythingIsSettled() {
    long last = stages.ring().claimed();
    stages.sealThrough(last);
    return stages.watermark().settled() >= last;
  }

  private boolean everythingIsSecured() {
    if (everythingIsSettled()) {
      return true;
    }
    long last = stages.ring().claimed();
    if (stages.hasDisk()) {
      stages.spoolThrough(last);
    }
    return stages.secured() >= last;
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
                  + " were neither confirmed by Elasticsearch nor written to the spool within"
                  + " shutdownTimeout ("
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
