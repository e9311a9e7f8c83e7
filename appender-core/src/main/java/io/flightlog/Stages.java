package io.flightlog;

import io.flightlog.agent.Agent;
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
import io.flightlog.batch.Watermark;
import io.flightlog.config.BatchConfig;
import io.flightlog.config.HttpConfig.Compression;
import io.flightlog.config.LibraryVersion;
import io.flightlog.config.PipelineConfig;
import io.flightlog.config.PipelineConfig.Durability;
import io.flightlog.config.QueueConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.encode.WriterPool;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.FateReading;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RateLimitedDiagnostics;
import io.flightlog.ring.Admission;
import io.flightlog.ring.EventRing;
import io.flightlog.ship.BulkClient;
import io.flightlog.ship.DeadLetters;
import io.flightlog.ship.Rest5BulkClient;
import io.flightlog.ship.Shipper;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolSettings;
import io.flightlog.spool.StateSource;
import java.nio.charset.StandardCharsets;
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
  private final Watermark written = new Watermark();
  private final Watermark synced = new Watermark();
  private final SettledWatermark watermark;
  private final @Nullable Spool spool;
  private final @Nullable AgentThread diskThread;
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
    EcsFormat format = new EcsFormat(config, instance.value(), System.getenv());
    this.writers = new WriterPool(format);

    QueueConfig queue = config.queue();
    this.ring =
        new EventRing(queue.slots(), queue.slotBytes().toInt(), queue.maxLargeBytes().bytes());
    BatchConfig batch = config.batch();
    int batchBytes = batch.maxBytes().toInt() - ARRAY_HEADER_BYTES;
    Spool disk = usesDisk(config) ? spool(config, format, batchBytes, clock) : null;
    this.spool = disk;
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
    this.watermark = new SettledWatermark(disk == null ? List.of() : List.of(written, synced));
    EventFrame frame =
        new EventFrame(
            config.destination().target(), instance, config.idempotent(), format.constants());
    RecorderRecords records = records(config, frame, format, counters, ring, diagnostics, clock);
    this.batcher =
        new Batcher(
            ring,
            pool,
            handoff,
            frame,
            records,
            disk == null ? Journal.NONE : disk.journal(),
            config.event().maxEventBytes().toInt(),
            batch,
            counters,
            diagnostics,
            clock,
            new SplittableRandom());
    this.client = Rest5BulkClient.open(config, LibraryVersion.current());
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
            disk);
    this.drainThread = new AgentThread(batcher, failure -> agentFailed(batcher.role(), failure));
    this.shipThread = new AgentThread(shipper, failure -> agentFailed(shipper.role(), failure));
    shipper.onArrival(shipThread::wake);
    shipper.onClone(this::drawNewInstance);
    this.diskThread = disk == null ? null : diskThread(disk);
  }

  static boolean usesDisk(PipelineConfig config) {
    return config.durability() != Durability.MEMORY;
  }

  private Spool spool(PipelineConfig config, EcsFormat format, int batchBytes, NanoClock clock) {
    SpoolSettings settings =
        new SpoolSettings(
            config.spool(),
            instance,
            config.durability() == Durability.JOURNAL,
            config.destination().target(),
            LibraryVersion.current(),
            new String(format.constants(), StandardCharsets.UTF_8),
            batchBytes);
    StateSource state =
        new StateSource() {
          @Override
          public void read(FateReading into) {
            counters.read(into);
          }

          @Override
          public long claimedSequence() {
            return ring.claimed();
          }
        };
    return new Spool(
        settings,
        new DiskStorage(),
        written,
        synced,
        state,
        counters,
        new RecorderRecord(format),
        diagnostics,
        clock,
        System::currentTimeMillis,
        new SplittableRandom());
  }

  private AgentThread diskThread(Spool disk) {
    Agent agent = disk.agent();
    AgentThread thread =
        AgentThread.unhurried(agent, failure -> agentFailed(agent.role(), failure));
    disk.wakers(thread::wake, shipThread::wake);
    return thread;
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
    if (diskThread != null) {
      diskThread.start();
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
    stopDisk(deadline);
    claimedAtEnd = ring.claimed() - neverClaimed;
    return claimedAtEnd + 1 - counters.settledOfAccepted() - counters.spooledNow();
  }

  /** The disk agent forces what was written, and leaves its directory. */
  private void stopDisk(Deadline deadline) {
    Spool disk = spool;
    AgentThread thread = diskThread;
    if (disk != null && thread != null) {
      disk.close();
      deadline.awaitUninterruptibly(disk::isClosed);
      thread.stop();
      thread.join(deadline);
    }
  }

  PipelineStats stats() {
    long atEnd = claimedAtEnd;
    boolean running = atEnd == RUNNING;
    long resident = running ? ring.backlog() + pool.residentEvents() : 0;
    long claimed = running ? ring.claimed() : atEnd;
    long settled = watermark.settled();
    boolean hasDisk = spool != null;
    PipelineReading now =
        new PipelineReading(
            resident,
            spool == null ? 0 : spool.bytes(),
            claimed,
            settled,
            hasDisk ? written.mark() : settled,
            hasDisk ? synced.mark() : settled);
    return counters.snapshot(instance.value(), now);
  }

  /** Every event up to here has met its fate, or is in a file that is on the medium. */
  long secured() {
    return spool == null ? watermark.settled() : synced.mark();
  }

  boolean hasDisk() {
    return spool != null;
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

  /**
   * How {@code batch.poolBytes} is divided: one buffer is spare, for rewriting what was refused;
   * with a spool one is kept for what comes back from it and one for what goes to it; and with gzip
   * each request in flight needs a second one.
   *
   * @param batches buffers that hold events
   * @param inFlight requests at once
   */
  record Buffers(int batches, int inFlight) {
    static Buffers of(PipelineConfig config) {
      long bytes = config.batch().poolBytes().bytes() / config.batch().maxBytes().bytes();
      int buffers = Math.toIntExact(bytes) - (usesDisk(config) ? 3 : 1);
      boolean compressed = config.http().compression() == Compression.GZIP;
      int inFlight = Math.min(config.http().maxInFlight(), Math.max(1, (buffers - 1) / 2));
      return new Buffers(compressed ? buffers - inFlight : buffers, inFlight);
    }
  }
}
