package io.flightlog.ship;

import io.flightlog.agent.Agent;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.SettledWatermark;
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

  private final BulkClient client;
  private final Counters counters;
  private final NanoClock clock;
  private final long timeoutNanos;
  private final long patienceNanos;
  private final BulkRequests requests;
  private final Flights flights;
  private final SendQueue queue;
  private final Spooling spooling;
  private final Traffic traffic;
  private final DestinationSetup setup;
  private final Settlement settlement;
  private final Arrivals arrivals;
  private final BatchSize sizes;
  private final DeadLetters deadLetters = new DeadLetters();
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
    this.client = client;
    this.counters = counters;
    this.clock = clock;
    this.timeoutNanos = config.http().requestTimeout().toNanos();
    this.patienceNanos = spool == null ? 0 : config.spool().after().toNanos();
    this.requests = new BulkRequests(config.http());
    this.flights = new Flights(inFlight, () -> wake.run());
    RetryBackoff backoff = new RetryBackoff(config.retry(), random);
    this.traffic =
        new Traffic(inFlight, client.nodeCount(), backoff, diagnostics, clock.nanoTime());
    this.sizes = new BatchSize(pool.batchBytes());
    this.setup = new DestinationSetup(config.destination(), diagnostics, client::hideSecrets);
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
    public void forEachWaiting(Consumer<PendingBatch> visitor) {
      queue.forEach(visitor);
    }

    @Override
    public void forEachInFlight(Consumer<PendingBatch> visitor) {
      flights.forEachBatch(visitor);
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
    queue.patience(traffic.isShut() ? patienceNanos : 0);
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
    return queue.size() == 0 && spooling.waiting() == 0 && flights.inFlight() == 0;
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
    flights.cancelAll();
  }

  private int collect(long now) {
    int ended = 0;
    for (int place = 0; place < flights.places(); place++) {
      Flight flight = flights.at(place);
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
    for (int place = 0; place < flights.places(); place++) {
      Flight flight = flights.at(place);
      if (!flight.isFree() && !(flight.isOverdue() && traffic.permits(now))) {
        return 0;
      }
    }
    if (!traffic.permits(now)) {
      return 0;
    }
    for (int place = 0; place < flights.places(); place++) {
      recall(flights.at(place));
    }
    int node = traffic.nextNode(now);
    flights.at(0).depart(client, node, setup.nextCall(), null, traffic.departs(), 0, true, now);
    return 1;
  }

  private int launchBatches(long now) {
    int launched = 0;
    while (traffic.permits(now)) {
      int others = flights.inFlight();
      Flight flight = others < traffic.limit() ? flights.free() : null;
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
    HttpCall call = requests.of(body, length, flight);
    counters.requested(length, call.length());
    boolean takesLastPlace = others + 1 >= traffic.limit();
    flight.depart(
        client, traffic.nextNode(now), call, next, traffic.departs(), others, takesLastPlace, now);
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
    Flight oldest = flights.oldestOverdue();
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
}
