package io.flightlog.spool;

import io.flightlog.agent.Agent;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.SimulatedClock;
import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.Batcher;
import io.flightlog.batch.EventFrame;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.RecorderRecords;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.batch.Watermark;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.config.PipelineConfig.Durability;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.LossReason;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.ring.EventRing;
import io.flightlog.ship.BulkClient;
import io.flightlog.ship.Shipper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stages of one pipeline with a disk, as {@code Stages} wires them, but small, and stepped by
 * hand. One thread.
 */
final class ModelPipeline {
  private static final int BATCHES = 4;
  private static final int MAX_EVENT_BYTES = 512;
  private static final int BATCH_BYTES = 8 << 10;
  private static final EcsFormat FORMAT =
      new EcsFormat(PipelineConfig.from(new OptionValues()), "0123456789abcdef", Map.of());

  private final InstanceId instance;
  private final SimulatedClock clock;
  private final Counters counters = new Counters();
  private final Watermark written = new Watermark();
  private final Watermark synced = new Watermark();
  private final SettledWatermark settled = new SettledWatermark(List.of(written, synced));
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final EventRing ring = new EventRing(64, 256, 64 << 10);
  private final BatchPool pool;
  private final Spool spool;
  private final Batcher batcher;
  private final Shipper shipper;
  private final List<Agent> agents;
  private long claimedAtEnd = Long.MIN_VALUE;

  ModelPipeline(
      PipelineConfig config,
      InstanceId instance,
      Storage storage,
      Owner.Holder process,
      BulkClient client,
      SimulatedClock clock,
      Random random) {
    this.instance = instance;
    this.clock = clock;
    int maxEvents = config.batch().maxEvents();
    this.pool = new BatchPool(BATCHES, BATCH_BYTES, maxEvents, true);
    BatchHandoff handoff = new BatchHandoff(BATCHES);
    String constants = "\"agent.ephemeral_id\":\"" + instance.value() + "\"";
    LongSupplier wallMillis = () -> 1_700_000_000_000L + clock.nanoTime() / 1_000_000;
    this.spool = spool(config, constants, storage, process, wallMillis, random);
    byte[] constantBytes = constants.getBytes(StandardCharsets.UTF_8);
    String target = config.destination().target();
    EventFrame frame = new EventFrame(target, instance, true, constantBytes);
    RecorderRecords records =
        new RecorderRecords(
            config.statusInterval(),
            frame,
            new RecorderRecord(FORMAT),
            counters,
            ring::claimed,
            diagnostics,
            clock,
            wallMillis);
    this.batcher =
        new Batcher(
            ring,
            pool,
            handoff,
            frame,
            records,
            spool.journal(),
            MAX_EVENT_BYTES,
            config.batch(),
            counters,
            diagnostics,
            clock,
            random);
    this.shipper =
        new Shipper(
            config, client, handoff, pool, settled, counters, diagnostics, clock, random, 2, spool);
    this.agents = List.of(batcher, shipper, spool.agent());
  }

  private Spool spool(
      PipelineConfig config,
      String constants,
      Storage storage,
      Owner.Holder process,
      LongSupplier wallMillis,
      Random random) {
    SpoolSettings settings =
        new SpoolSettings(
            config.spool(),
            instance,
            config.durability() == Durability.JOURNAL,
            config.destination().target(),
            "test",
            constants,
            BATCH_BYTES);
    return new Spool(
        settings,
        storage,
        process,
        written,
        synced,
        StateSource.of(counters, this::claimed),
        counters,
        new RecorderRecord(FORMAT),
        diagnostics,
        clock,
        wallMillis,
        random);
  }

  InstanceId instance() {
    return instance;
  }

  /** Whether there was room. */
  boolean append(String payload) {
    counters.offered();
    byte[] event = ("\"message\":\"" + payload + "\"").getBytes(StandardCharsets.UTF_8);
    if (ring.offer(event, event.length) < 0) {
      counters.dropped(DropReason.FULL, Severity.INFO);
      return false;
    }
    counters.accepted();
    return true;
  }

  /** One step of one of the three agents: drain, ship, disk. */
  int step(int agent) {
    return agents.get(agent).doWork();
  }

  int agents() {
    return agents.size();
  }

  /** A step of each. */
  int stepAll() {
    int work = 0;
    for (Agent agent : agents) {
      work += agent.doWork();
    }
    return work;
  }

  long claimed() {
    return claimedAtEnd == Long.MIN_VALUE ? ring.claimed() : claimedAtEnd;
  }

  long written() {
    return written.mark();
  }

  long synced() {
    return synced.mark();
  }

  /** Events that are on the disk only. */
  long spooled() {
    return counters.spooledNow();
  }

  void seal() {
    batcher.sealThrough(ring.claimed());
  }

  /** The second half of a flush. */
  void demand() {
    shipper.spoolThrough(ring.claimed());
  }

  boolean isQuiet() {
    return isSettled() && shipper.isIdle() && spool.isRecovered();
  }

  boolean isSettled() {
    return settled.settled() >= ring.claimed();
  }

  /** What a close does before it stops the stages: everything is settled or on the disk. */
  boolean isSecured() {
    return synced.mark() >= ring.claimed();
  }

  void closing() {
    batcher.closesFrom(ring.claimed());
  }

  /**
   * What a close does last.
   *
   * @return events that are neither settled nor on the disk; counted lost
   */
  long stop() {
    batcher.sealOpen();
    for (int i = 0; i < 50 && spool.agent().doWork() > 0; i++) {
      // what the ship agent would have waited for
    }
    shipper.leaveToDisk(Deadline.after(Duration.ZERO, clock));
    long neverClaimed = ring.seal();
    shipper.abandon();
    claimedAtEnd = ring.claimed() - neverClaimed;
    spool.close();
    for (int i = 0; i < 1000 && !spool.isClosed(); i++) {
      spool.agent().doWork();
    }
    long unsettled = claimedAtEnd + 1 - counters.settledOfAccepted() - counters.spooledNow();
    counters.lost(LossReason.CLOSED, Math.max(0, unsettled));
    return unsettled;
  }

  private PipelineStats stats() {
    boolean running = claimedAtEnd == Long.MIN_VALUE;
    long resident = running ? ring.backlog() + pool.residentEvents() : 0;
    PipelineReading now =
        new PipelineReading(
            resident, spool.bytes(), claimed(), settled.settled(), written.mark(), synced.mark());
    return counters.snapshot(instance.value(), now);
  }

  /** Whether what came in is what went out and what is there. */
  boolean addsUp() {
    PipelineStats stats = stats();
    return stats.offered() == stats.accepted() + stats.droppedTotal()
        && stats.accepted() + stats.adopted()
            == stats.settled() + stats.resident() + stats.spooled();
  }

  /** Counters that are not 0, and what was said. */
  String situation() {
    String counts =
        Stream.of(stats().toString().split("[,{] "))
            .filter(count -> count.matches("[a-z]\\w+=-?[1-9]\\d*"))
            .collect(Collectors.joining(" "));
    return instance.value() + " " + counts + " said " + diagnostics.warnings();
  }

  List<String> errors() {
    return diagnostics.errors();
  }
}
