package io.flightlog.ship;

import io.flightlog.agent.Agent;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.Gzip;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.config.HttpConfig.Compression;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.spool.Spool;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The ship agent: sends batches, several at once, and keeps each until all its events have met
 * their fate. One step picks up what has ended, cuts what is over its deadline, and lets leave what
 * may leave: first the set-up of the destination, then batches to be sent again, oldest first, then
 * fresh ones. Never waits for the network.
 */
public final class Shipper implements Agent {
  /** A probe that takes longer no longer holds the next one back. */
  static final long PROBE_TIMEOUT_NANOS = 5_000_000_000L;

  /** A probe is a real batch, but a small part of it: it may well be for nothing. */
  static final int PROBE_BYTES = 32 << 10;

  private static final String BULK_PATH =
      "/_bulk?filter_path=errors,error,status,items.*.status,items.*.error.type,"
          + "items.*.error.reason,items.*.failure_store&timeout=";

  private static final long MAX_SERVER_WAIT_MILLIS = 30_000;

  private final PipelineConfig config;
  private final BulkClient client;
  private final Counters counters;
  private final NanoClock clock;
  private final long timeoutNanos;
  private final String bulkPath;
  private final Flight[] flights;
  private final SendQueue queue;
  private final Spooling spooling;
  private final Traffic traffic;
  private final DestinationSetup setup;
  private final Settlement settlement;
  private final Arrivals arrivals;
  private final BatchSize sizes;
  private final DeadLetters deadLetters = new DeadLetters();
  private final Gzip gzip = new Gzip();
  private volatile Runnable wake = () -> {};
  private volatile Runnable drawNewInstance = () -> {};
  private volatile boolean abandoned;

  /**
   * @param inFlight requests at once, at most; with gzip each takes a buffer of {@code
   *     batch.maxBytes} out of {@code batch.poolBytes}, allocated when first used
   * @param spool null at durability {@code memory}
   */
  public Shipper(
      PipelineConfig config,
      BulkClient client,
      BatchHandoff in,
      BatchPool pool,
      SettledWatermark watermark,
      Counters counters,
      Diagnostics diagnostics,
      NanoClock clock,
      RandomGenerator random,
      int inFlight,
      @Nullable Spool spool) {
    this.config = config;
    this.client = client;
    this.counters = counters;
    this.clock = clock;
    this.timeoutNanos = config.http().requestTimeout().toNanos();
    this.bulkPath = BULK_PATH + serverWaitMillis(config) + "ms";
    this.flights = new Flight[inFlight];
    for (int i = 0; i < inFlight; i++) {
      flights[i] = new Flight(() -> wake.run());
    }
    RetryBackoff backoff = new RetryBackoff(config.retry(), random);
    this.traffic =
        new Traffic(inFlight, client.nodeCount(), backoff, diagnostics, clock.nanoTime());
    this.sizes = new BatchSize(pool.batchBytes());
    this.setup = new DestinationSetup(config.destination(), diagnostics);
    RetryQueue retries = new RetryQueue();
    this.queue = new SendQueue(in, retries);
    this.spooling =
        new Spooling(
            spool, pool, watermark, counters, new Held(), config.spool().after().toNanos());
    this.settlement =
        new Settlement(
            spooling,
            watermark,
            retries,
            backoff,
            counters,
            sizes,
            deadLetters,
            new CloneWatch(() -> drawNewInstance.run(), diagnostics),
            diagnostics);
    this.arrivals =
        new Arrivals(client, traffic, setup, settlement, () -> queue.size() + spooling.waiting());
  }

  /** What is in memory, in flight or not. */
  private final class Held implements Spooling.Holdings {
    @Override
    public void forEach(Consumer<PendingBatch> visitor) {
      queue.forEach(visitor);
      for (Flight flight : flights) {
        PendingBatch pending = flight.batch();
        if (pending != null) {
          visitor.accept(pending);
        }
      }
    }

    @Override
    public boolean takeOut(PendingBatch pending) {
      return queue.takeOut(pending);
    }
  }

  @Override
  public String role() {
    return "ship";
  }

  /** What to call, on any thread, when a request has ended and a step has something to do. */
  public void onArrival(Runnable wakeUp) {
    wake = wakeUp;
  }

  @Override
  public int doWork() {
    if (abandoned) {
      return 0;
    }
    long now = clock.nanoTime();
    queue.takeIn(now);
    int work = collect(now) + spooling.step(now, traffic.isShut());
    return work + (setup.isSettled() ? launchBatches(now) : launchSetup(now));
  }

  /**
   * Has everything up to this sequence written to the spool, in flight or not, if there is one. Any
   * thread.
   */
  public void spoolThrough(long sequence) {
    spooling.demand(sequence);
    wake.run();
  }

  /**
   * Counts as spooled what is in memory and, whole, in a file too; waits for writes under way. By
   * the lifecycle thread, once the ship agent's has ended.
   */
  public void leaveToDisk(Deadline deadline) {
    queue.takeIn(clock.nanoTime());
    spooling.leave(deadline);
  }

  /** Whether nothing waits, in memory or on the disk, nor is under way. Ship agent. */
  public boolean isIdle() {
    return queue.size() == 0 && spooling.waiting() == 0 && inFlight() == 0;
  }

  /** What Elasticsearch refused for good. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /** What to call, on the ship thread, when another recorder writes under the same instance id. */
  public void onClone(Runnable newInstance) {
    drawNewInstance = newInstance;
  }

  /**
   * Cuts what is in flight and does nothing more, once the deadline of {@code close} has passed; no
   * event is counted. Lifecycle thread, whether the agent's thread has stopped or is stuck.
   */
  public void abandon() {
    abandoned = true;
    for (Flight flight : flights) {
      flight.cancel();
    }
  }

  /**
   * How long the server may wait for a primary shard: it must answer 503 for each item before this
   * side gives up, or every try stays in the server's memory beside the next.
   */
  private static long serverWaitMillis(PipelineConfig config) {
    return Math.min(MAX_SERVER_WAIT_MILLIS, config.http().requestTimeout().toMillis() / 2);
  }

  private int collect(long now) {
    int ended = 0;
    for (Flight flight : flights) {
      if (flight.isFree()) {
        continue;
      }
      if (!flight.hasEnded() && now - flight.sentAt() >= timeoutNanos) {
        flight.cancel();
        if (!flight.hasEnded()) {
          arrivals.timedOut(flight, now);
          ended++;
        }
      }
      if (!flight.isFree() && flight.hasEnded() && flight.releasesBody()) {
        settle(flight, now);
        ended++;
      } else if (flight.isProbe() && now - flight.sentAt() >= PROBE_TIMEOUT_NANOS) {
        arrivals.probeIsSlow(flight, now);
      }
    }
    return ended;
  }

  /** Whatever goes wrong with an answer, its place comes free and its batch is sent again. */
  private void settle(Flight flight, long now) {
    try {
      arrivals.ended(flight, now);
    } catch (RuntimeException broken) {
      arrivals.sendAgain(flight);
      throw broken;
    }
  }

  private int launchSetup(long now) {
    for (Flight flight : flights) {
      if (!flight.isFree() && !(flight.isOverdue() && traffic.permits(now))) {
        return 0;
      }
    }
    if (!traffic.permits(now)) {
      return 0;
    }
    for (Flight flight : flights) {
      recall(flight);
    }
    int node = traffic.nextNode(now);
    flights[0].depart(client, node, setup.nextCall(), null, traffic.departs(), 0, true, now);
    return 1;
  }

  private int launchBatches(long now) {
    int launched = 0;
    while (traffic.permits(now)) {
      int others = inFlight();
      Flight flight = others < traffic.limit() ? freeFlight() : null;
      PendingBatch next = flight == null ? null : nextBatch(now);
      if (flight != null && next != null) {
        launch(flight, next, others, now);
        launched++;
      } else if (!traffic.isShut() || !recallOneOverdue()) {
        break;
      }
    }
    return launched;
  }

  private void launch(Flight flight, PendingBatch next, int others, long now) {
    byte[] body = next.batch().body();
    int most = traffic.isShut() ? Math.min(PROBE_BYTES, sizes.bytes()) : sizes.bytes();
    int length = next.takePortion(most);
    HttpCall call = null;
    if (config.http().compression() == Compression.GZIP) {
      byte[] buffer = flight.gzipBuffer(body.length);
      int size = gzip.compress(body, length, buffer);
      call = size < 0 ? null : HttpCall.post(bulkPath, buffer, size, true);
    }
    if (call == null) {
      call = HttpCall.post(bulkPath, body, length, false);
    }
    counters.requested(length, call.length());
    boolean takesLastPlace = others + 1 >= traffic.limit();
    flight.depart(
        client, traffic.nextNode(now), call, next, traffic.departs(), others, takesLastPlace, now);
  }

  private @Nullable Flight freeFlight() {
    for (Flight flight : flights) {
      if (flight.isFree()) {
        return flight;
      }
    }
    return null;
  }

  private @Nullable PendingBatch nextBatch(long now) {
    PendingBatch next = queue.poll(now, traffic.isShut(), spooling);
    while (next != null && next.batch().pairCount() == 0) {
      settlement.complete(next);
      next = queue.poll(now, traffic.isShut(), spooling);
    }
    return next;
  }

  /** A new probe is due, but a slow one holds the place or the batch that it needs. */
  private boolean recallOneOverdue() {
    Flight oldest = null;
    for (Flight flight : flights) {
      boolean isOlder = oldest == null || flight.sentAt() - oldest.sentAt() < 0;
      if (flight.isOverdue() && isOlder) {
        oldest = flight;
      }
    }
    return oldest != null && recall(oldest);
  }

  /** Cuts a request and takes its batch back. */
  private boolean recall(Flight flight) {
    if (flight.isFree()) {
      return false;
    }
    flight.cancel();
    arrivals.sendAgain(flight);
    return true;
  }

  private int inFlight() {
    int count = 0;
    for (Flight flight : flights) {
      count += flight.isFree() ? 0 : 1;
    }
    return count;
  }
}
