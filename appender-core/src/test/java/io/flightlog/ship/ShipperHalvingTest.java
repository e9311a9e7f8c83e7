package io.flightlog.ship;

import static io.flightlog.ship.ScriptedBulkClient.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.flightlog.ship.ScriptedBulkClient.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are refused as a whole. */
class ShipperHalvingTest {
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
  private static final String WHOLE_400 =
      "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"bad line\"},\"status\":400}";

  @Tag("T4")
  @Test
  void aBodyThatIsTooLargeIsHalvedUntilItPassesAndTheSizeIsLearned() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    Predicate<Sent> tooLarge = sent -> sent.call().length() > 20_000;
    bench.batches.sealPairs(90, ShipperHalvingTest::largePair);
    serve(bench, tooLarge, sent -> sent.answer(413, ""));
    assertEquals(90, bench.delivered());
    assertEquals(89, bench.settled());

    bench.batches.sealPairs(90, ShipperHalvingTest::largePair);
    serve(bench, tooLarge, sent -> fail("the size was not learned"));
    assertEquals(180, bench.delivered());
    assertEquals(List.of(), bench.said);
  }

  @Tag("T4")
  @Test
  void aSingleEventThatIsTooLargeIsCutAndIfThatIsNotEnoughSetAside() {
    for (int limit : new int[] {3000, 100}) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.seal(1);
      bench.batches.sealPair(
          "{\"create\":{\"_id\":\"big\"}}\n{\"event.sequence\":1,\"message\":\""
              + "m".repeat(4000)
              + "\"}\n");
      serve(bench, sent -> sent.call().length() > limit, sent -> sent.answer(413, ""));
      assertEquals(limit == 3000 ? 2 : 1, bench.delivered(), "limit " + limit);
      assertEquals(limit == 3000 ? 0 : 1, bench.deadLettered(), "limit " + limit);
      assertEquals(1, bench.settled());
      assertTrue(bench.addsUp());
    }
  }

  /**
   * With nothing else to send, the rest of its own batch must show that the server takes events.
   */
  @Tag("T4")
  @Test
  void anEventThatIsTooLargeIsSetAsideThoughAllOthersStandBehindItInItsBatch() {
    for (int limit : new int[] {3000, 700}) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.sealPairs(
          10,
          n ->
              n == 0
                  ? "{\"create\":{\"_id\":\"big\"}}\n{\"event.sequence\":0,\"message\":\""
                      + "m".repeat(4000)
                      + "\"}\n"
                  : largePair(n));
      serve(
          bench,
          sent -> sent.call().length() > limit || (limit == 700 && sent.body().contains("big")),
          sent -> sent.answer(413, ""));
      assertEquals(limit == 700 ? 9 : 10, bench.delivered(), "limit " + limit);
      assertEquals(limit == 700 ? 1 : 0, bench.deadLettered(), "limit " + limit);
      assertEquals(9, bench.settled());
      assertEquals(List.of(), bench.said("will not pass by itself"));
      assertTrue(bench.addsUp());
    }
  }

  @Test
  void theEventThatPoisonsARequestIsFoundByHalvingAndSetAsideAlone() {
    for (int poison : new int[] {0, 1, 49, 98, 99}) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.seal(1);
      bench.batches.seal(100);
      serve(
          bench,
          sent -> sent.body().contains("\"n\":" + (poison + 1) + "}"),
          sent -> sent.answer(400, WHOLE_400));
      assertEquals(101, bench.delivered() + bench.deadLettered(), "poison " + poison);
      assertEquals(1, bench.stats().stripped(), "poison " + poison);
      assertEquals(100, bench.settled());
      assertTrue(bench.stats().requests() < 40, "requests " + bench.stats().requests());
    }
  }

  @Test
  void whatPoisonedARequestIsQuotedWholeForItsSizeWasNotToBlame() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    String document = "{\"message\":\"hello\",\"labels.poison\":\"" + "p".repeat(500) + "\"}";
    bench.batches.sealPair("{\"create\":{\"_id\":\"x\"}}\n" + document + "\n");
    String quoted = "\"flightlog.original\":\"" + document.replace("\"", "\\\"") + "\"";
    AtomicBoolean isQuoted = new AtomicBoolean();
    serve(
        bench,
        sent -> {
          isQuoted.compareAndSet(false, sent.body().contains(quoted));
          return sent.body().contains("\"labels.poison\"");
        },
        sent -> sent.answer(400, WHOLE_400));
    assertEquals(2, bench.delivered());
    assertTrue(isQuoted.get());
  }

  @Test
  void nothingIsSetAsideWhileEveryRequestIsRefused() {
    for (int status : new int[] {400, 413}) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.seal(20);
      for (int i = 0; i < 40; i++) {
        bench.untilSent(MAX_BACKOFF.multipliedBy(2));
        bench.client.next().answer(status, status == 400 ? WHOLE_400 : "");
        bench.step();
      }
      assertEquals(0, bench.deadLettered());
      assertEquals(0, bench.stats().stripped());
      assertEquals(20, bench.stats().resident());
      assertEquals(1, bench.said("will not pass by itself").size(), bench.said::toString);

      serve(bench, sent -> false, sent -> {});
      assertEquals(20, bench.delivered());
      assertEquals(1, bench.said("takes events again").size(), bench.said::toString);
    }
  }

  @Test
  void aPoisonedBatchDoesNotKeepOthersFromProvingThatTheServerWorks() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    Predicate<Sent> poisoned = sent -> sent.events().contains(0);
    for (int i = 0; i < 3; i++) {
      bench.untilSent(MAX_BACKOFF.multipliedBy(2));
      bench.client.next().answer(400, WHOLE_400);
      bench.step();
    }
    bench.batches.seal(5);
    serve(bench, poisoned, sent -> sent.answer(400, WHOLE_400));
    assertEquals(6, bench.delivered() + bench.deadLettered());
    assertEquals(5, bench.settled());
  }

  @Test
  void memoryPressureByALoneRequestThreeTimesMeansThatItIsTooLarge() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(100);
    Consumer<Sent> refuse =
        sent ->
            sent.answer(
                429,
                rejected(
                    "rejected execution of coordinating operation"
                        + " [coordinating_and_primary_bytes=0, max_coordinating_bytes=102400]"));
    serve(bench, sent -> sent.events().size() > 30, refuse);
    assertEquals(100, bench.delivered());
    assertEquals(0, bench.deadLettered());
  }

  @Test
  void aFullQueueOrALimitedRateIsNoReasonToSendMoreAndSmallerRequests() {
    for (String reason : List.of("rejected execution of TimedRunnable", "slow down")) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.seal(100);
      for (int i = 0; i < 12; i++) {
        bench.untilSent(MAX_BACKOFF);
        Sent sent = bench.client.next();
        assertEquals(100, sent.events().size());
        sent.answer(429, rejected(reason));
        bench.step();
      }
    }
  }

  private static String rejected(String reason) {
    return "{\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\""
        + reason
        + "\"},\"status\":429}";
  }

  @Test
  void aConnectionCutTwiceWithinALargeBodyMeansThatItIsTooLarge() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.sealPairs(90, ShipperHalvingTest::largePair);
    bench.step();
    assertEquals(1, bench.client.unseen());
    int whole = (int) bench.stats().bodyBytes();
    Sent first = bench.client.next();
    first.fail(new BodyCutException(9, whole, new IOException("reset")));
    bench.step().untilSent(MAX_BACKOFF);
    Sent second = bench.client.next();
    assertEquals(first.call().length(), second.call().length());
    second.fail(new BodyCutException(9, whole, new IOException("reset")));
    bench.step().untilSent(MAX_BACKOFF);
    assertTrue(bench.client.next().call().length() <= whole / 2);
  }

  @Test
  void anAnswerThatIsTooLongIsFollowedByASmallerRequest() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(100);
    serve(
        bench,
        sent -> sent.events().size() > 30,
        sent -> sent.fail(new AnswerTooLongException(HttpAnswer.MAX_BYTES)));
    assertEquals(100, bench.delivered());
    assertTrue(bench.stats().requests() < 10, "requests " + bench.stats().requests());
  }

  @Test
  void theSameShortfallTwiceIsLookedIntoLikeARefusal() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(8);
    serve(bench, sent -> sent.events().size() > 3, sent -> sent.answer(200, items(201, 201, 201)));
    assertEquals(8, bench.delivered());
    assertEquals(0, bench.stats().stripped());
  }

  @Test
  void aProbeIsASmallPartOfARealBatch() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.sealPairs(90, ShipperHalvingTest::largePair);
    bench.failFor(Duration.ofSeconds(30));
    bench.untilSent(MAX_BACKOFF);
    assertTrue(bench.client.next().call().length() <= Shipper.PROBE_BYTES);
  }

  @Test
  void idsThatAreTakenAtTheFirstTryInRequestAfterRequestAreSentUnderOthers() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    int[] drawn = {0};
    bench.shipper.onClone(() -> drawn[0]++);
    for (int i = 0; i < 2; i++) {
      int n = i;
      bench.batches.sealPairs(
          1,
          x -> "{\"create\":{\"_index\":\"logs\",\"_id\":\"id" + n + "\"}}\n{\"n\":" + n + "}\n");
      bench.step().client.next().answer(200, items(409));
      bench.step();
    }
    assertEquals(1, drawn[0]);
    assertEquals(2, bench.stats().conflicts());
    assertEquals(1, bench.delivered(), "the first could be the server's own repetition");
    Sent again = bench.client.next();
    assertTrue(again.body().startsWith("{\"create\":{\"_index\":\"logs\",\"_id\":\"id1~\"}}\n"));
    again.answer(200, items(409));
    bench.step();
    assertEquals(2, bench.delivered());
    assertEquals(1, bench.settled());
  }

  private static String largePair(int n) {
    return "{\"create\":{}}\n{\"n\":" + n + ",\"m\":\"" + "x".repeat(650) + "\"}\n";
  }

  /** Answers whatever is sent, refusing some, until nothing is sent for a while. */
  private static void serve(ShipperBench bench, Predicate<Sent> isRefused, Consumer<Sent> refuse) {
    bench.step();
    for (int idle = 0; idle < 2500; idle++) {
      while (bench.client.unseen() > 0) {
        idle = 0;
        Sent sent = bench.client.next();
        if (isRefused.test(sent)) {
          refuse.accept(sent);
        } else {
          int pairs = (int) sent.body().lines().count() / 2;
          sent.answer(200, items(IntStream.range(0, pairs).map(i -> 201).toArray()));
        }
        bench.step();
      }
      bench.advance(Duration.ofMillis(10));
    }
  }
}
