package io.flightlog;

import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EventEncoder;
import io.flightlog.metrics.Diagnostics;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline and who holds it. All state but {@link #pipeline} is guarded by the registry's lock.
 *
 * @param <E> the framework's event
 */
final class SharedPipeline<E> {
  private final Class<?> encoderType;
  private final PipelineConfig config;
  private final DiagnosticsRelay diagnostics;
  private final LogPipeline<E> pipeline;
  private final ShutdownFlush shutdownFlush;
  private final List<PipelineLease<E>> holders = new ArrayList<>();
  private WeakReference<Object> lastScope = new WeakReference<>(null);
  private String lastName;
  private @Nullable Object grace;
  private boolean ended;

  /**
   * @param atJvmExit runs in a shutdown hook until {@link #close} has returned
   */
  SharedPipeline(
      String name,
      PipelineConfig config,
      EventEncoder<E> encoder,
      Diagnostics channel,
      Consumer<SharedPipeline<?>> atJvmExit) {
    this.encoderType = encoder.getClass();
    this.config = config;
    this.lastName = name;
    this.diagnostics = new DiagnosticsRelay(channel);
    this.pipeline = LogPipeline.start(name, config, encoder, diagnostics);
    this.shutdownFlush = new ShutdownFlush(() -> atJvmExit.accept(this));
    shutdownFlush.register();
  }

  /** Whether another appender with these may join. */
  boolean serves(PipelineConfig otherConfig, EventEncoder<?> encoder) {
    return !ended && encoderType == encoder.getClass() && RecordValues.equal(config, otherConfig);
  }

  void hold(PipelineLease<E> lease, Object scope, String name) {
    holders.add(lease);
    diagnostics.speakThrough(lease.diagnostics());
    lastScope = new WeakReference<>(scope);
    lastName = name;
    grace = null;
  }

  /**
   * Lets the newest of those who are left speak; the last one speaks on until the end.
   *
   * @return whether it was held by this lease
   */
  boolean giveBack(PipelineLease<?> lease) {
    boolean held = holders.remove(lease);
    if (isHeld()) {
      diagnostics.speakThrough(holders.get(holders.size() - 1).diagnostics());
    }
    return held;
  }

  boolean isHeld() {
    return !holders.isEmpty();
  }

  void lingerDuring(Object newGrace) {
    grace = newGrace;
  }

  /** Whether it lingers, and in this grace rather than in a later one. */
  boolean lingersDuring(Object thisGrace) {
    return grace == thisGrace;
  }

  /** Whether it lingers for the next configuration of this appender. */
  boolean lingersFor(Object scope, String name) {
    return grace != null && !ended && lastScope.refersTo(scope) && lastName.equals(name);
  }

  /** Nobody may join any more; {@link #close} follows. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  LogPipeline<E> pipeline() {
    return pipeline;
  }

  /** Ends by {@code shutdownTimeout}; without the registry's lock. Any thread, any number. */
  void close() {
    pipeline.close();
    shutdownFlush.unregister();
  }

  /** In the shutdown hook of a pipeline that is held: its holders may still log. */
  void flush() {
    pipeline.flushAtJvmExit();
  }
}
