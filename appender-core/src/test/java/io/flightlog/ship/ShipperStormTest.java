package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.batch.SealedBatches;
import io.flightlog.ship.ScriptedBulkClient.Sent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An overloaded cluster says 429 for a minute while 5,000 events a second are offered, in virtual
 * time. The server takes 50 ms for each answer. What finds no free buffer is refused, as the ring
 * would do when it is full.
 */
class ShipperStormTest {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final int TICKS_PER_SECOND = 100;
  private static final int TICKS_OF_AN_ANSWER = 5;
  private static final int TICKS_PER_BATCH = 10;
  private static final int EVENTS_PER_BATCH = 500;
  private static final Duration RESUMES_WITHIN =
      Duration.ofSeconds(10).plusNanos(Shipper.PROBE_TIMEOUT_NANOS);

  /** The words of indexing pressure, which might be about this request's own bytes. */
  private static final String WHOLE_429 =
      "{\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"rejected execution of"
          + " coordinating operation\"},\"status\":429}";

  private enum Refusal {
    WHOLE,
    PER_ITEM,
    BOTH_IN_TURN
  }

  private record Arrived(Sent request, int atTick) {}

  private final Queue<Arrived> atServer = new ArrayDeque<>();
  private final BitSet stored = new BitSet();
  private ShipperBench bench;
  private Refusal refusal;
  private boolean storm = true;
  private boolean offering = true;
  private int ticks;
  private int requests;
  private long accepted;
  private long refused;

  @Tag("T2")
  @ParameterizedTest(name = "{0} buffers, 429 {1}")
  @CsvSource({"16, WHOLE", "700, WHOLE", "16, PER_ITEM", "16, BOTH_IN_TURN"})
  void aMinuteOf429LosesNothingThatWasAcceptedAndIsFollowedByFullSpeed(int buffers, Refusal how) {
    refusal = how;
    bench =
        new ShipperBench(
            ShipperBench.options().set("setup", "off").set("compression", "none"),
            1,
            4,
            new SealedBatches(buffers, 64 << 10, EVENTS_PER_BATCH));
    run(60);
    assertEquals(0, stored.cardinality());
    assertTrue(requests < 60, () -> "no back-off: " + requests + " requests");
    assertEquals(300_000, accepted + refused);
    assertEquals(buffers < 600, refused > 0);
    assertEquals(1, bench.said.size(), bench.said::toString);

    storm = false;
    int end = ticks;
    while (stored.isEmpty() && ticks - end < ticksOf(RESUMES_WITHIN)) {
      tick();
    }
    assertFalse(stored.isEmpty(), () -> "nothing within " + RESUMES_WITHIN);
    tick();
    assertEquals(1, bench.said("takes events again").size());

    run(30);
    long refusedBefore = refused;
    run(10);
    assertEquals(refusedBefore, refused, "does not keep up with what is offered");
    assertTrue(
        bench.stats().resident() <= 2 * EVENTS_PER_BATCH,
        () -> "a backlog is left: " + bench.stats());

    offering = false;
    run(2);
    assertEquals(accepted, stored.cardinality());
    assertEquals(accepted, bench.delivered());
    assertEquals(accepted - 1, bench.settled());
    assertTrue(bench.addsUp());
    assertEquals(2, bench.said.size(), bench.said::toString);
  }

  private void run(int seconds) {
    for (int i = 0; i < seconds * TICKS_PER_SECOND; i++) {
      tick();
    }
  }

  private void tick() {
    if (offering && ticks % TICKS_PER_BATCH == 0) {
      offer();
    }
    ticks++;
    bench.advance(TICK);
    while (bench.client.unseen() > 0) {
      requests++;
      atServer.add(new Arrived(bench.client.next(), ticks));
    }
    while (!atServer.isEmpty() && ticks - atServer.element().atTick() >= TICKS_OF_AN_ANSWER) {
      answer(atServer.remove().request());
    }
  }

  /** A tenth of a second's events, of about 120 bytes. */
  private void offer() {
    if (!bench.batches.hasRoom()) {
      refused += EVENTS_PER_BATCH;
      return;
    }
    long first = bench.batches.lastSequence() + 1;
    String action = "{\"create\":{\"_id\":\"" + "0".repeat(80) + "\"}}\n{\"n\":";
    bench.batches.sealPairs(EVENTS_PER_BATCH, i -> action + (first + i) + "}\n");
    accepted += EVENTS_PER_BATCH;
  }

  private void answer(Sent request) {
    if (!storm) {
      for (int event : request.events()) {
        assertFalse(stored.get(event), () -> "sent again though stored: " + event);
        stored.set(event);
      }
      request.answerItems(201);
    } else if (refusal == Refusal.PER_ITEM
        || (refusal == Refusal.BOTH_IN_TURN && requests % 2 == 0)) {
      request.answerItems(429);
    } else {
      request.answer(429, WHOLE_429);
    }
  }

  private static int ticksOf(Duration duration) {
    return (int) duration.dividedBy(TICK);
  }
}
