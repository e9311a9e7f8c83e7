package io.flightlog;

import io.flightlog.agent.AgentThread;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.Batcher;
import io.flightlog.batch.EventFrame;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.Journal;
import io.flightlog.batch.RecorderRecords;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.config.BatchConfig;
import io.flightlog.config.LibraryVersion;
import io.flightlog.config.PipelineConfig;
import io.flightlog.config.QueueConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.encode.WriterPool;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RateLimitedDiagnostics;
import io.flightlog.ring.Admission;
import io.flightlog.ring.EventRing;
import io.flightlog.ship.BulkClient;
import io.flightlog.ship.DeadLetters;
import io.flightlog.ship.Rest5BulkClient;
import io.flightlog.ship.Shipper;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The parts of one pipeline, wired; {@link LogPipeline} decides what they do when. */
final class Stages {
  private static final long RUNNING = Long.MIN_VALUE;

  /** So that an array of a batch fills one region of a G1 heap, not a little of a second one. */
  private static final int ARRAY_HEADER_BYTES = 16;

  private final PipelineConfig config;
  private volatile InstanceId instance;
  private final Counters counters;
  private final Diagnostics diagnostics;
  private final WriterPool writers;
  private final EventRing ring;
  private final Admission admission;
  private final BatchPool pool;
  private final SettledWatermark watermark;
  private final @Nullable DiskStage disk;
  private final Batcher batcher;
  private final Shipper shipper;
  private final BulkClient client;
  private final AgentThread drainThread;
  private final AgentThread shipThread;
  private volatile long claimedAtEnd = RUNNING;

  private Stages(PipelineConfig config, Diagnostics channel, NanoClock clock) {
    this.config = config;
    this.instance = InstanceId.draw();
    this.counters = new Counters();
    this.diagnostics = new RateLimitedDiagnostics(channel, clock::nanoTime);
    EcsFormat format =
        new EcsFormat(config, instance.value(), System.getenv(), w -> diagnostics.warn(w, null));
    this.writers = new WriterPool(format);
    QueueConfig queue = config.queue();
    this.ring =
        new EventRing(queue.slots(), queue.slotBytes().toInt(), queue.maxLargeBytes().bytes());
    BatchConfig batch = config.batch();
    int batchBytes = batch.maxBytes().toInt() - ARRAY_HEADER_BYTES;
    this.disk = DiskStage.isWanted(config) ? diskStage(format, batchBytes, clock) : null;
    this.admission =
        new Admission(
            ring,
            queue,
            counters,
            clock,
            LockSupport::parkNanos,
            disk == null ? () -> 0 : disk::fillPercent);

    Buffers buffers = Buffers.of(config);
    this.pool = new BatchPool(buffers.batches(), batchBytes, batch.maxEvents(), disk != null);
    BatchHandoff handoff = new BatchHandoff(buffers.batches());
    this.watermark = new SettledWatermark(disk == null ? List.of() : disk.weakerMarks());
    EventFrame frame =
        new EventFrame(
            config.destination().target(), instance, config.idempotent(), format.constants());
    RecorderRecords records = records(config, frame, format, counters, ring, diagnostics, clock);
    this.batcher = batcher(handoff, frame, records, clock);
    this.client = Rest5BulkClient.open(config, LibraryVersion.current(), diagnostics);
    this.shipper =
        new Shipper(
            config,
            client,
            handoff,
            pool,
            watermark,
            counters,
            diagnostics,
            clock,
            new SplittableRandom(),
            buffers.inFlight(),
            disk == null ? null : disk.spool());
    this.drainThread = new AgentThread(batcher, this::agentFailed);
    this.shipThread = AgentThread.unhurried(shipper, this::agentFailed);
    handoff.wakes(shipThread::wake);
    shipper.onArrival(shipThread::wake);
    shipper.onClone(this::drawNewInstance);
    if (disk != null) {
      disk.wakes(shipThread::wake);
    }
  }

  private DiskStage diskStage(EcsFormat format, int batchBytes, NanoClock clock) {
    return new DiskStage(
        config,
        instance,
        format,
        batchBytes,
        counters,
        this::claimed,
        diagnostics,
        clock,
        this::agentFailed);
  }

  private Batcher batcher(
      BatchHandoff handoff, EventFrame frame, RecorderRecords records, NanoClock clock) {
    return new Batcher(
        ring,
        pool,
        handoff,
        frame,
        records,
        disk == null ? Journal.NONE : disk.journal(),
        config.event().maxEventBytes().toInt(),
        config.batch(),
        counters,
        diagnostics,
        clock,
        new SplittableRandom());
  }

  private static RecorderRecords records(
      PipelineConfig config,
      EventFrame frame,
      EcsFormat format,
      Counters counters,
      EventRing ring,
      Diagnostics diagnostics,
      NanoClock clock) {
    return new RecorderRecords(
        config.statusInterval(),
        frame,
        new RecorderRecord(format),
        counters,
        ring::claimed,
        diagnostics,
        clock,
        System::currentTimeMillis);
  }

  private void drawNewInstance() {
    InstanceId drawn = InstanceId.draw();
    EcsFormat format = new EcsFormat(config, drawn.value(), System.getenv());
    batcher.continueAs(drawn, format.constants());
    instance = drawn;
  }

  /** Creates every part; no thread runs yet, and nothing is sent. */
  static Stages build(PipelineConfig config, Diagnostics channel, NanoClock clock) {
    return new Stages(config, channel, clock);
  }

  void start() {
    if (disk != null) {
      disk.start();
    }
    drainThread.start();
    shipThread.start();
  }

  /** What is drained from here on is the last: the counters are told once more behind it. */
  void closing() {
    batcher.closesFrom(ring.claimed());
  }

  /** Asks for everything up to this sequence to be sent without lingering. */
  void sealThrough(long sequence) {
    batcher.sealThrough(sequence);
    drainThread.wake();
    shipThread.wake();
  }

  /**
   * Ends the threads, abandoning one that is stuck at the deadline, and seals the ring.
   *
   * @return how many sequences were given out and have not met their fate
   */
  long stop(Deadline deadline) {
    admission.close();
    drainThread.stop();
    if (drainThread.join(deadline)) {
      batcher.sealOpen();
    }
    shipThread.stop();
    if (shipThread.join(deadline)) {
      shipper.leaveToDisk(deadline);
    }
    long neverClaimed = ring.seal();
    shipper.abandon();
    try {
      client.close();
    } catch (Exception stuck) {
      diagnostics.warn("the HTTP client did not close", stuck);
    }
    claimedAtEnd = ring.claimed() - neverClaimed;
    if (disk != null) {
      disk.stop(deadline);
    }
    return claimedAtEnd + 1 - counters.settledOfAccepted() - counters.spooledNow();
  }

  PipelineStats stats() {
    long resident = claimedAtEnd == RUNNING ? ring.backlog() + pool.residentEvents() : 0;
    long settled = watermark.settled();
    PipelineReading now =
        disk == null
            ? PipelineReading.inMemory(resident, claimed(), settled)
            : disk.reading(resident, claimed(), settled);
    return counters.snapshot(instance.value(), now);
  }

  /** The highest sequence given out, also after the ring was sealed. */
  private long claimed() {
    long atEnd = claimedAtEnd;
    return atEnd == RUNNING ? ring.claimed() : atEnd;
  }

  /** The process is about to end without a close: what is safe is noted on the disk. */
  void rest(Deadline deadline) {
    if (disk != null) {
      disk.rest(deadline);
    }
  }

  /** Every event up to here has met its fate, or is in a file that is on the medium. */
  long secured() {
    return disk == null ? watermark.settled() : disk.secured();
  }

  boolean hasDisk() {
    return disk != null;
  }

  /** Has what is unsettled up to this sequence written to the spool, and forced. */
  void spoolThrough(long sequence) {
    shipper.spoolThrough(sequence);
  }

  private void agentFailed(String role, Throwable failure) {
    counters.agentFailed();
    diagnostics.error("agent " + role + " failed in a step and goes on", failure);
  }

  InstanceId instance() {
    return instance;
  }

  Counters counters() {
    return counters;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  WriterPool writers() {
    return writers;
  }

  DeadLetters deadLetters() {
    return shipper.deadLetters();
  }

  EventRing ring() {
    return ring;
  }

  Admission admission() {
    return admission;
  }

  SettledWatermark watermark() {
    return watermark;
  }
}
