package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.ship.ScriptedBulkClient.Sent;
import io.flightlog.tls.TlsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ShipperOutageTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

  @Test
  void anOutageIsSaidOnceAtItsStartAndOnceAtItsEnd() {
    ShipperBench bench = ShipperBench.shipping(1, 2);
    bench.batches.seal(1);
    bench.batches.seal(1);
    bench.batches.seal(1);
    bench.failFor(Duration.ofMinutes(5));
    assertEquals(1, bench.said.size(), bench.said::toString);
    assertTrue(
        bench.said.get(0).contains("http://node-0: ConnectException: refused"), bench.said.get(0));

    bench.untilSent(MAX_BACKOFF);
    bench.client.next().answerItems(201);
    bench.step();

    assertEquals(2, bench.said.size(), bench.said::toString);
    assertTrue(
        bench
            .said
            .get(1)
            .matches(
                "INFO Elasticsearch takes events again after (29|30)\\d s; batches waiting: 2"),
        bench.said.get(1));
    assertEquals(2, bench.client.unseen());
  }

  @Test
  void aBlackHoleIsSaidWhenTheFirstDeadlineHasPassed() {
    ShipperBench bench = ShipperBench.shipping(1, 4).warmUp(4);
    int first = (int) bench.settled() + 1;
    for (int i = 0; i < 4; i++) {
      bench.batches.seal(1);
    }
    bench.step().advance(Duration.ofSeconds(60));
    assertEquals(1, bench.said("http://node-0: no answer within 60 s").size());
    for (int i = 0; i < 4; i++) {
      assertTrue(bench.client.next().isCancelled());
    }
    bench.untilSent(MAX_BACKOFF);
    assertEquals(List.of(first), bench.client.next().events());
    assertEquals(0, bench.client.unseen());
  }

  @Test
  void oneFailureAmongSuccessesIsNoOutage() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    for (int i = 0; i < 20; i++) {
      bench.batches.seal(1);
      bench.untilSent(SECOND);
      bench.client.next().fail(new IOException("reset"));
      bench.step().untilSent(SECOND);
      bench.client.next().answerItems(201);
      bench.step();
    }
    assertEquals(20, bench.delivered());
    assertEquals(20, bench.stats().retriedRequests());
    assertEquals(List.of(), bench.said);
  }

  @Test
  void whileTheGateIsShutOneBatchGoesAsProbeAndItsSuccessLetsTheRestFollow() {
    ShipperBench bench = ShipperBench.shipping(1, 4).warmUp(4);
    int first = (int) bench.settled() + 1;
    for (int i = 0; i < 4; i++) {
      bench.batches.seal(1);
    }
    bench.failFor(SECOND.multipliedBy(30));

    bench.untilSent(MAX_BACKOFF);
    Sent probe = bench.client.next();
    assertEquals(List.of(first), probe.events());
    bench.advance(SECOND);
    assertEquals(0, bench.client.unseen());

    probe.answerItems(201);
    bench.step();
    assertEquals(List.of(first + 1), bench.client.next().events());
    assertEquals(List.of(first + 2), bench.client.next().events());
    assertEquals(List.of(first + 3), bench.client.next().events());
  }

  @Test
  void deliveryResumesWithinTheMaximumBackoffAndTheProbeTimeout() {
    for (Duration outage = Duration.ofSeconds(1);
        outage.toMinutes() < 20;
        outage = outage.multipliedBy(2)) {
      ShipperBench bench = ShipperBench.shipping(1, 2);
      bench.batches.seal(1);
      bench.batches.seal(1);
      bench.failFor(outage);
      assertTrue(bench.untilSent(MAX_BACKOFF).compareTo(MAX_BACKOFF) <= 0);
    }
  }

  @Test
  void aProbeThatHangsIsFollowedByAnotherAndMayStillBringTheEnd() {
    ShipperBench bench = ShipperBench.shipping(1, 2).warmUp(2);
    int first = (int) bench.settled() + 1;
    bench.batches.seal(1);
    bench.batches.seal(1);
    bench.failFor(SECOND.multipliedBy(10));
    bench.untilSent(MAX_BACKOFF);
    Sent hung = bench.client.next();

    bench.untilSent(Duration.ofNanos(Shipper.PROBE_TIMEOUT_NANOS).plus(MAX_BACKOFF));

    Sent next = bench.client.next();
    assertEquals(List.of(first + 1), next.events());
    assertFalse(hung.isCancelled());
    hung.answerItems(201);
    bench.step();
    assertEquals(first + 1, bench.delivered());
    assertEquals(1, bench.said("takes events again").size());
  }

  @Test
  void aHungProbeGivesWayWhenItHoldsTheOnlyPlaceOrTheOnlyBatch() {
    for (int inFlight = 1; inFlight <= 2; inFlight++) {
      ShipperBench bench = ShipperBench.shipping(1, inFlight);
      bench.batches.seal(1);
      bench.failFor(SECOND.multipliedBy(10));
      bench.untilSent(MAX_BACKOFF);
      Sent hung = bench.client.next();

      bench.untilSent(Duration.ofNanos(Shipper.PROBE_TIMEOUT_NANOS).plus(MAX_BACKOFF));

      assertTrue(hung.isCancelled());
      Sent next = bench.client.next();
      assertEquals(List.of(0), next.events());
      next.answerItems(409);
      bench.step();
      assertEquals(1, bench.delivered());
      assertEquals(0, bench.settled());
    }
  }

  @Tag("T3")
  @Test
  void aWrongKeyShutsTheGateAtOnceAndIsAskedSlowlyAndSaidOnce() {
    for (int status : new int[] {301, 401, 403, 404, 405, 406, 407, 410}) {
      ShipperBench bench = ShipperBench.shipping(1, 2).warmUp(2);
      long before = bench.delivered();
      bench.batches.seal(1);
      bench.batches.seal(1);
      bench.step();
      bench.client.next().answer(status, "{\"error\":\"no, not you\",\"status\":" + status + "}");
      bench.client.next().answer(status, "");
      bench.step();
      for (int i = 0; i < 10; i++) {
        Duration waited = bench.untilSent(MAX_BACKOFF);
        assertTrue(waited.compareTo(MAX_BACKOFF.dividedBy(2)) >= 0, () -> "asked after " + waited);
        bench.client.next().answer(status, "");
        bench.step();
      }
      assertEquals(1, bench.said.size(), bench.said::toString);
      assertTrue(
          bench.said.get(0).endsWith("http://node-0: status " + status + " no, not you"),
          bench.said.get(0));
      assertEquals(2, bench.stats().resident());

      bench.untilSent(MAX_BACKOFF);
      bench.client.next().answerItems(201);
      bench.step().client.next().answerItems(201);
      bench.step();
      assertEquals(before + 2, bench.delivered());
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsHeldLikeAWrongKey() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    bench.step().client.next().fail(expired());
    bench.step();
    assertEquals(1, bench.said("will not pass by itself").size());
    assertTrue(bench.untilSent(MAX_BACKOFF).compareTo(MAX_BACKOFF.dividedBy(2)) >= 0);
  }

  @Test
  void eachThingThatIsWrongWithTlsIsSaidOnce() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    for (String why : List.of("expired", "expired", "another host", "expired", "another host")) {
      bench.untilSent(MAX_BACKOFF);
      bench.client.next().fail(TlsException.ofServer(why, new SSLException(why)));
      bench.step();
    }
    assertEquals(2, bench.said.size(), bench.said::toString);
    assertTrue(bench.said.get(1).endsWith("http://node-0: another host"), bench.said.get(1));
  }

  @Test
  void anOutageThatTurnsOutToNeedAPersonIsSaidAgain() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    bench.failFor(SECOND.multipliedBy(20));
    bench.untilSent(MAX_BACKOFF);
    bench.client.next().answer(401, "");
    bench.step();
    assertEquals(2, bench.said.size(), bench.said::toString);
  }

  @Test
  void heedsRetryAfterAsAFloor() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    bench.step().client.next().answer(429, "", 7);
    bench.step();
    Duration waited = bench.untilSent(MAX_BACKOFF);
    assertTrue(waited.compareTo(Duration.ofSeconds(7)) >= 0, waited::toString);
  }

  @Test
  void allItemsRefusedForLoadAreAsGoodAsAFailureOfTheWhole() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    for (int i = 0; i < 6; i++) {
      bench.untilSent(MAX_BACKOFF.multipliedBy(2));
      bench.client.next().answerItems(429);
      bench.step();
    }
    assertEquals(1, bench.said("every item was answered with 429").size());
    bench.untilSent(MAX_BACKOFF.multipliedBy(2));
    bench.client.next().answerItems(201);
    bench.step();
    assertEquals(2, bench.delivered());
    assertEquals(12, bench.stats().retriedEvents());
  }

  @Tag("T13")
  @Test
  void aStepThatThrowsWhileSendingCostsARequestTimeoutAndNoEvent() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    bench.client.throwOnNextSend(new IllegalStateException("broken client"));
    assertThrows(IllegalStateException.class, bench::step);
    bench.advance(SECOND.multipliedBy(60)).untilSent(MAX_BACKOFF);
    bench.client.next().answerItems(201);
    bench.step();
    assertEquals(2, bench.delivered());
    assertTrue(bench.addsUp());
  }

  private static TlsException expired() {
    return TlsException.ofServer("expired", new SSLException("expired"));
  }
}
