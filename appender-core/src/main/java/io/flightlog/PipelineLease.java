package io.flightlog;

import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.flightlog.ship.DeadLetters;
import java.time.Duration;

/**
 * One appender's share in a pipeline of the {@link PipelineRegistry}; given back once, by {@link
 * #linger} or {@link #close}. Callers append without a lock; the other methods are for any thread.
 *
 * @param <E> the framework's event
 */
public final class PipelineLease<E> implements AutoCloseable {
  private final PipelineRegistry registry;
  private final SharedPipeline<E> shared;
  private final Diagnostics diagnostics;
  private volatile boolean refusing;

  PipelineLease(PipelineRegistry registry, SharedPipeline<E> shared, Diagnostics diagnostics) {
    this.registry = registry;
    this.shared = shared;
    this.diagnostics = diagnostics;
  }

  /**
   * As {@link LogPipeline#append}. Refused after {@link #close}; after {@link #linger} still
   * accepted as long as the pipeline is open, for a caller may be on its way to an appender that is
   * just being replaced.
   */
  public boolean append(Severity severity, E event) {
    return refusing
        ? shared.pipeline().refuse(severity)
        : shared.pipeline().append(severity, event);
  }

  /** As {@link LogPipeline#flush}. */
  public FlushResult flush(Duration timeout) {
    return shared.pipeline().flush(timeout);
  }

  /** Of the whole pipeline, since it was started; also after it was closed. */
  public PipelineStats stats() {
    return shared.pipeline().stats();
  }

  /** As {@link LogPipeline#deadLetters}. */
  public DeadLetters deadLetters() {
    return shared.pipeline().deadLetters();
  }

  /**
   * Gives it back because the configuration is being read again, and returns at once. If nobody
   * else holds the pipeline, it stays open for a grace, for the next appender with an equal
   * configuration; then it is closed in the background. While the JVM exits: as {@link #close}.
   */
  public void linger() {
    registry.linger(this);
  }

  /**
   * Gives it back for good: from now on this lease refuses events. The last holder closes the
   * pipeline and waits for that, at most {@code shutdownTimeout}.
   */
  @Override
  public void close() {
    refusing = true;
    registry.close(this);
  }

  SharedPipeline<E> shared() {
    return shared;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }
}
