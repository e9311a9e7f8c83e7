package io.flightlog;

import io.flightlog.agent.AgentThread;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.Journal;
import io.flightlog.batch.Watermark;
import io.flightlog.config.LibraryVersion;
import io.flightlog.config.PipelineConfig;
import io.flightlog.config.PipelineConfig.Durability;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolSettings;
import io.flightlog.spool.StateSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * A pipeline's spool, its thread, and how far events are safe there; there at {@code spill} and up.
 */
final class DiskStage {
  private final Watermark written = new Watermark();
  private final Watermark synced = new Watermark();
  private final Spool spool;
  private final AgentThread thread;

  /**
   * @param claimed the highest sequence given out
   * @param failed told of what a step of the agent throws, with the agent's role
   */
  DiskStage(
      PipelineConfig config,
      InstanceId instance,
      EcsFormat format,
      int batchBytes,
      Counters counters,
      LongSupplier claimed,
      Diagnostics diagnostics,
      NanoClock clock,
      BiConsumer<String, Throwable> failed) {
    SpoolSettings settings =
        new SpoolSettings(
            config.spool(),
            instance,
            config.durability() == Durability.JOURNAL,
            config.destination().target(),
            LibraryVersion.current(),
            new String(format.constants(), StandardCharsets.UTF_8),
            batchBytes);
    this.spool =
        new Spool(
            settings,
            new DiskStorage(),
            written,
            synced,
            StateSource.of(counters, claimed),
            counters,
            new RecorderRecord(format),
            diagnostics,
            clock,
            System::currentTimeMillis,
            new SplittableRandom());
    this.thread = AgentThread.unhurried(spool.agent(), failed);
  }

  /** Whether a pipeline has one. */
  static boolean isWanted(PipelineConfig config) {
    return config.durability() != Durability.MEMORY;
  }

  Spool spool() {
    return spool;
  }

  Journal journal() {
    return spool.journal();
  }

  int fillPercent() {
    return spool.fillPercent();
  }

  /** Marks that what met its fate feeds, too. */
  List<Watermark> weakerMarks() {
    return List.of(written, synced);
  }

  /**
   * @param shipAgent what to call when the disk has news for it
   */
  void wakes(Runnable shipAgent) {
    spool.wakers(thread::wake, shipAgent);
  }

  void start() {
    thread.start();
  }

  /** Before the process ends without a close. */
  void rest(Deadline deadline) {
    deadline.awaitUninterruptibly(spool.rest());
  }

  /** The disk agent forces what was written, and leaves its directory; abandoned if it is stuck. */
  void stop(Deadline deadline) {
    spool.close();
    deadline.awaitUninterruptibly(spool::isClosed);
    thread.stop();
    thread.join(deadline);
  }

  PipelineReading reading(long resident, long claimed, long settled) {
    return new PipelineReading(
        resident, spool.bytes(), claimed, settled, written.mark(), synced.mark());
  }

  /** Every event up to here has met its fate, or is in a file that is on the medium. */
  long secured() {
    return synced.mark();
  }
}
