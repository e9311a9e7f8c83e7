package io.flightlog.ship;

import static io.flightlog.ship.ScriptedBulkClient.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.ship.ScriptedBulkClient.Sent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShipperTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void settlesABatchWhoseItemsWereAllTaken() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(3);

    Sent sent = bench.step().client.next();
    assertEquals("POST", sent.call().method());
    assertTrue(sent.call().path().startsWith("/_bulk?filter_path=errors,"), sent.call().path());
    assertTrue(sent.call().path().endsWith("&timeout=30000ms"), sent.call().path());
    assertEquals("application/x-ndjson", sent.call().contentType());
    assertEquals(List.of(0, 1, 2), sent.events());
    assertEquals(-1, bench.settled());

    sent.answer(200, items(201, 202, 200));
    bench.step();

    assertEquals(3, bench.delivered());
    assertEquals(2, bench.settled());
    assertEquals(0, bench.stats().resident());
    assertEquals(1, bench.stats().requests());
    assertEquals(sent.call().length(), bench.stats().wireBytes());
    assertEquals(List.of(), bench.said);
  }

  @Test
  void compressesBodies() {
    ShipperBench bench = new ShipperBench(ShipperBench.options().set("setup", "off"), 1, 1);
    bench.batches.seal(100);

    Sent sent = bench.step().client.next();

    assertTrue(sent.call().gzip());
    assertEquals(100, sent.events().size());
    assertTrue(sent.call().length() < bench.stats().bodyBytes() / 4);
    assertEquals(sent.call().length(), bench.stats().wireBytes());
  }

  @Test
  void keepsSeveralInFlightButNoMoreThanItMay() {
    ShipperBench bench = ShipperBench.shipping(1, 2).warmUp(2);
    int next = (int) bench.settled() + 1;
    bench.batches.seal(1);
    bench.batches.seal(1);
    bench.batches.seal(1);

    bench.step().step();

    Sent first = bench.client.next();
    Sent second = bench.client.next();
    assertEquals(0, bench.client.unseen());
    second.answerItems(201);
    bench.step();
    assertEquals(List.of(next + 2), bench.client.next().events());
    assertEquals(next - 1, bench.settled());
    first.answerItems(201);
    bench.step();
    assertEquals(next + 1, bench.settled());
  }

  @Test
  void sendsOnlyTheItemsThatAskForItAgainWithTheSameBytes() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(4);
    bench.step().client.next().answer(200, items(201, 429, 201, 503));

    bench.step();
    assertEquals(2, bench.delivered());
    assertEquals(2, bench.stats().retriedEvents());
    assertTrue(bench.addsUp());
    bench.untilSent(SECOND);

    Sent again = bench.client.next();
    assertEquals(List.of(1, 3), again.events());
    again.answerItems(201);
    bench.step();
    assertEquals(4, bench.delivered());
    assertEquals(3, bench.settled());
  }

  @Test
  void freshBatchesGoAheadWhileItemsWaitForTheirRetry() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    bench.step().client.next().answer(200, items(201, 429));
    bench.batches.seal(1);

    bench.step();

    assertEquals(List.of(2), bench.client.next().events());
  }

  @Test
  void countsNothingOfAnAnswerWithTooFewOrTooManyItems() {
    for (String answer : List.of(items(201, 201), items(201, 201, 201, 201), items())) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.seal(3);
      bench.step().client.next().answer(200, answer);
      bench.step();
      assertEquals(0, bench.delivered());
      assertEquals(1, bench.stats().retriedRequests());
      bench.untilSent(SECOND);
      assertEquals(List.of(0, 1, 2), bench.client.next().events());
    }
  }

  @Test
  void countsNothingOfAnAnswerThatIsNotElasticsearchs() {
    for (String answer :
        List.of("<html>Welcome</html>", "", "{\"errors\":false}", "[]", "{\"items\":[{")) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.seal(1);
      bench.step().client.next().answer(200, answer);
      bench.step();
      assertEquals(0, bench.delivered(), answer);
      bench.untilSent(SECOND);
      assertEquals(List.of(0), bench.client.next().events());
    }
  }

  @Test
  void settlesABatchWithoutPairsWithoutSendingIt() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.sealWithoutPairs(3);
    bench.batches.seal(1);

    bench.step();

    assertEquals(2, bench.settled());
    assertEquals(List.of(3), bench.client.next().events());
  }

  @Test
  void cutsARequestAtItsDeadlineAndSendsItAgain() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    Sent hung = bench.step().client.next();
    bench.advance(Duration.ofSeconds(59));
    assertFalse(hung.isCancelled());

    bench.advance(SECOND);

    assertTrue(hung.isCancelled());
    bench.untilSent(SECOND);
    bench.client.next().answerItems(409);
    bench.step();
    assertEquals(1, bench.delivered());
    assertEquals(0, bench.settled());
  }

  @Test
  void abandonCutsWhatIsInFlightAndStopsAllWork() {
    ShipperBench bench = ShipperBench.shipping(1, 2).warmUp(2);
    long delivered = bench.delivered();
    bench.batches.seal(1);
    bench.batches.seal(1);
    bench.step();
    Sent first = bench.client.next();
    Sent second = bench.client.next();

    bench.shipper.abandon();

    assertTrue(first.isCancelled());
    assertTrue(second.isCancelled());
    bench.batches.seal(1);
    for (int i = 0; i < 10; i++) {
      bench.advance(Duration.ofMinutes(1));
    }
    assertEquals(0, bench.client.unseen());
    assertEquals(delivered, bench.delivered());
    assertEquals(0, bench.stats().lostTotal());
    assertEquals(3, bench.stats().resident());
  }

  @Test
  void wakesWhoeverWaitsForAnArrival() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    AtomicInteger woken = new AtomicInteger();
    bench.shipper.onArrival(woken::incrementAndGet);
    bench.batches.seal(1);
    bench.step().client.next().answerItems(201);
    assertEquals(1, woken.get());
  }

  @Test
  void aStepThatFailsOverAnAnswerSendsItsBatchAgain() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    bench.warningsThrow = true;
    bench.step().client.next().answer(200, items(400, 201));
    assertThrows(IllegalStateException.class, bench::step);
    bench.warningsThrow = false;

    bench.step().client.next().answerItems(409);
    bench.step();
    assertEquals(1, bench.settled());
    assertEquals(0, bench.stats().resident());
  }

  @Test
  void saysHowMuchItDidSoThatItsThreadCanIdle() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    assertEquals(0, bench.shipper.doWork());
    bench.batches.seal(1);
    assertEquals(1, bench.shipper.doWork());
    assertEquals(0, bench.shipper.doWork());
    bench.client.next().answerItems(201);
    assertEquals(1, bench.shipper.doWork());
    assertEquals(0, bench.shipper.doWork());
  }
}
