package io.flightlog.benchmarks.jmh;

import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.Batcher;
import io.flightlog.batch.EventFrame;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.Journal;
import io.flightlog.batch.RecorderRecords;
import io.flightlog.benchmarks.DocumentKind;
import io.flightlog.benchmarks.FailingDiagnostics;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.encode.WriterPool;
import io.flightlog.metrics.Counters;
import io.flightlog.ring.EventRing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The workload in batches, as the drain agent hands them over, from sequence 0 on. One thread. */
final class SealedWorkload {
  private static final int SLOTS = 1024;

  private final EventRing ring;
  private final BatchHandoff handoff;
  private final Batcher batcher;
  private final WriterPool writers;

  private SealedWorkload(
      PipelineConfig config, InstanceId instance, EcsFormat format, int batches) {
    int eventBytes = config.event().maxEventBytes().toInt();
    int batchBytes = config.batch().maxBytes().toInt();
    Counters counters = new Counters();
    FailingDiagnostics diagnostics = new FailingDiagnostics();
    EventFrame frame =
        new EventFrame(config.destination().target(), instance, true, format.constants());
    this.writers = new WriterPool(format);
    this.ring = new EventRing(SLOTS, config.queue().slotBytes().toInt(), eventBytes);
    this.handoff = new BatchHandoff(batches + 1);
    this.batcher =
        new Batcher(
            ring,
            new BatchPool(batches + 1, batchBytes, config.batch().maxEvents()),
            handoff,
            frame,
            new RecorderRecords(
                config.statusInterval(),
                frame,
                new RecorderRecord(format),
                counters,
                ring::claimed,
                diagnostics,
                NanoClock.SYSTEM,
                System::currentTimeMillis),
            Journal.NONE,
            eventBytes,
            config.batch(),
            counters,
            diagnostics,
            NanoClock.SYSTEM,
            new SplittableRandom());
  }

  /**
   * Full batches.
   *
   * @param config of linger so long that none is handed over before it is full
   */
  static List<Batch> inBatches(
      PipelineConfig config, InstanceId instance, EcsFormat format, int batches) {
    return new SealedWorkload(config, instance, format, batches).fill(batches);
  }

  private List<Batch> fill(int batches) {
    List<Batch> filled = new ArrayList<>();
    int number = 0;
    while (filled.size() < batches) {
      EcsWriter out = writers.acquire();
      DocumentKind.WORKLOAD.encode(out, number++);
      if (ring.offer(out.buffer(), out.length()) == EventRing.NO_ROOM) {
        throw new IllegalStateException("the drain agent has left event " + number);
      }
      writers.release(out);
      batcher.doWork();
      @Nullable Batch full = handoff.poll();
      if (full != null) {
        filled.add(full);
      }
    }
    return filled;
  }
}
