package io.flightlog;

import io.flightlog.agent.AgentThread;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.batch.Watermark;
import io.flightlog.config.LibraryVersion;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.FateReading;
import io.flightlog.metrics.RateLimitedDiagnostics;
import io.flightlog.ship.BulkClient;
import io.flightlog.ship.Rest5BulkClient;
import io.flightlog.ship.Shipper;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolSettings;
import io.flightlog.spool.SpoolSettings.Adoption;
import io.flightlog.spool.StateSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Sends what instances left in a spool, as a pipeline would that finds it at its start: the same
 * shipper, ids, verdicts and dead letters, but no ring, no events and no instance of its own. One
 * lifecycle thread starts, watches and stops it.
 */
public final class SpoolReplay {
  private final Counters counters = new Counters();
  private final Diagnostics diagnostics;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final BulkClient client;
  private final Shipper shipper;
  private final Spool spool;
  private final AgentThread shipThread;
  private final AgentThread diskThread;

  /**
   * What became of the events so far.
   *
   * @param found in the directories that were taken over
   * @param delivered Elasticsearch holds them
   * @param alreadyThere those of the delivered that had been sent before
   * @param redirected Elasticsearch holds them in the failure store
   * @param deadLettered refused for good, and written to the destination's dead letters
   * @param unreadable lost to damage of their files
   */
  public record Account(
      long found,
      long delivered,
      long alreadyThere,
      long redirected,
      long deadLettered,
      long unreadable) {
    /** Those that wait still. */
    public long left() {
      return found - delivered - redirected - deadLettered - unreadable;
    }
  }

  private SpoolReplay(PipelineConfig config, Adoption adoption, Diagnostics channel) {
    this.diagnostics = new RateLimitedDiagnostics(channel, clock::nanoTime);
    int batchBytes = config.batch().maxBytes().toInt();
    this.spool = spool(config, adoption, batchBytes);
    this.client = Rest5BulkClient.open(config, LibraryVersion.current(), diagnostics);
    Buffers buffers = Buffers.of(config);
    this.shipper =
        new Shipper(
            config,
            client,
            new BatchHandoff(buffers.batches()),
            new BatchPool(buffers.batches(), batchBytes, config.batch().maxEvents(), true),
            new SettledWatermark(List.of()),
            counters,
            diagnostics,
            clock,
            new SplittableRandom(),
            buffers.inFlight(),
            spool);
    this.shipThread = AgentThread.unhurried(shipper, this::agentFailed);
    this.diskThread = AgentThread.unhurried(spool.agent(), this::agentFailed);
    shipper.onArrival(shipThread::wake);
    spool.wakers(diskThread::wake, shipThread::wake);
  }

  private Spool spool(PipelineConfig config, Adoption adoption, int batchBytes) {
    InstanceId instance = InstanceId.draw();
    String target = config.destination().target();
    EcsFormat format = new EcsFormat(config, instance.value(), System.getenv());
    return new Spool(
        new SpoolSettings(
            config.spool(),
            instance,
            false,
            target,
            LibraryVersion.current(),
            "",
            batchBytes,
            adoption),
        new DiskStorage(),
        new Watermark(),
        new Watermark(),
        StateSource.of(counters, () -> -1),
        counters,
        new RecorderRecord(format),
        diagnostics,
        clock,
        System::currentTimeMillis,
        new SplittableRandom());
  }

  /**
   * Starts to take over and send; returns at once.
   *
   * @param config where and how to send; of durability {@code spill}, with room in a batch for any
   *     event
   * @param destination the directory in the spool
   * @param instances in it, of which those are taken over that nobody holds
   * @throws IOException when the directory is not this user's
   */
  public static SpoolReplay start(
      PipelineConfig config, Path destination, Set<String> instances, Diagnostics diagnostics)
      throws IOException {
    new DiskStorage().checkPrivate(destination);
    SpoolReplay replay =
        new SpoolReplay(config, new Adoption(destination, Set.copyOf(instances)), diagnostics);
    String insecure = config.insecureCredentials();
    if (insecure != null) {
      replay.diagnostics.warn(insecure, null);
    }
    replay.diskThread.start();
    replay.shipThread.start();
    return replay;
  }

  /** Whether all that could be taken over has met its fate. */
  public boolean isDone() {
    return spool.isRecovered();
  }

  /** What became of the events so far. */
  public Account account() {
    FateReading now = new FateReading();
    counters.read(now);
    return new Account(
        now.adopted(),
        now.delivered(),
        counters.alreadyThereNow(),
        now.redirected(),
        now.deadLettered(),
        now.lost());
  }

  /** Ends it, and gives back the directories that are not empty. */
  public void stop(Duration atMost) {
    Deadline deadline = Deadline.after(atMost, clock);
    shipThread.stop();
    if (shipThread.join(deadline)) {
      shipper.leaveToDisk(deadline);
    }
    shipper.abandon();
    try {
      client.close();
    } catch (Exception stuck) {
      diagnostics.warn("the HTTP client did not close", stuck);
    }
    spool.close();
    deadline.awaitUninterruptibly(spool::isClosed);
    diskThread.stop();
    diskThread.join(deadline);
  }

  private void agentFailed(String role, Throwable failure) {
    diagnostics.error("the replay's agent " + role + " failed in a step and goes on", failure);
  }
}
