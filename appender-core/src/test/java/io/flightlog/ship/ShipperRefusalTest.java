package io.flightlog.ship;

import static io.flightlog.ship.ScriptedBulkClient.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.ship.ScriptedBulkClient.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that Elasticsearch refuses one by one, and what else an item may be answered with. */
class ShipperRefusalTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aRefusedDocumentIsSentOnceMoreWithoutItsFreeFieldsUnderTheSameId() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.sealPair(pair("id-1", "\"labels.amount\":\"many\""));
    bench.step().client.next().answer(200, items(400));
    bench.step();

    assertEquals(0, bench.stats().settled());
    assertEquals(1, bench.stats().stripped());
    Sent stripped = bench.client.next();
    List<String> lines = stripped.body().lines().toList();
    assertEquals("{\"create\":{\"_index\":\"logs\",\"_id\":\"id-1\"}}", lines.get(0));
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "{\"event.sequence\":7,\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"message\":\"hello\","
                    + "\"service.name\":\"shop\",\"flightlog.refused.type\":\"type_400\","
                    + "\"flightlog.original\":\"{\\\"event.sequence\\\":7,"),
        lines.get(1));
    assertFalse(lines.get(1).contains(",\"labels.amount\""), lines.get(1));

    stripped.answer(200, items(201));
    bench.step();
    assertEquals(1, bench.delivered());
    assertEquals(0, bench.settled());
    assertEquals(0, bench.deadLettered());
  }

  @Test
  void whatIsRefusedStrippedTooBecomesADeadLetterAndTheOthersGoOn() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    List<DeadLetter> heard = new ArrayList<>();
    bench.shipper.deadLetters().onArrival(heard::add);
    bench.batches.sealPair(pair("id-0", "\"labels.a\":\"b\""));
    bench.step().client.next().answer(200, items(400));
    bench.batches.seal(2);
    bench.step().client.next().answer(200, items(400));
    bench.step().client.next().answerItems(201);
    bench.step();

    assertEquals(2, bench.delivered());
    assertEquals(1, bench.deadLettered());
    assertEquals(2, bench.settled());
    assertTrue(bench.addsUp());
    DeadLetter letter = bench.shipper.deadLetters().list().get(0);
    assertEquals(List.of(letter), heard);
    assertEquals(0, letter.sequence());
    assertEquals(400, letter.status());
    assertEquals("type_400", letter.errorType());
    assertEquals("400 type_400: because 400", letter.reason());
    assertTrue(letter.document().contains("flightlog.original"), letter.document());
    assertEquals(
        List.of(
            "WARN 1 event refused by Elasticsearch, sent again without free fields: 400 type_400:"
                + " because 400",
            "WARN 1 event refused by Elasticsearch for good, dead-lettered: 400 type_400: because"
                + " 400"),
        bench.said);
  }

  @Tag("T1")
  @Test
  void oneBadDocumentAmongFiveHundredHoldsUpNobody() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(50);
    int[] statuses = new int[50];
    Arrays.fill(statuses, 201);
    statuses[17] = 400;
    bench.step().client.next().answer(200, items(statuses));
    bench.step();
    assertEquals(49, bench.delivered());
    assertEquals(16, bench.settled());

    bench.client.next().answer(200, items(400));
    bench.step();
    assertEquals(1, bench.deadLettered());
    assertEquals(49, bench.settled());
    assertEquals(0, bench.client.unseen());
  }

  @Test
  void aFullBatchOfRefusedDocumentsIsStrippedInOneGo() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.sealPairs(100, n -> pair("id-" + n, "\"labels.b\":\"" + "x".repeat(250) + "\""));
    int[] refused = new int[100];
    Arrays.fill(refused, 400);
    bench.step().client.next().answer(200, items(refused));
    bench.step();

    Sent stripped = bench.client.next();
    assertEquals(200, stripped.body().lines().count());
    assertEquals(100, bench.stats().stripped());
    assertTrue(stripped.call().length() <= 64 << 10);
    assertTrue(stripped.body().lines().allMatch(line -> line.endsWith("}")));
  }

  @Test
  void keepsEventsThatTheIndexCannotTakeForNow() {
    for (String type : List.of("cluster_block_exception", "security_exception")) {
      for (int status : new int[] {403, 429}) {
        ShipperBench bench = ShipperBench.shipping(1, 1);
        bench.batches.seal(2);
        bench
            .step()
            .client
            .next()
            .answer(
                200,
                "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":"
                    + (status + ",\"error\":{\"type\":\"" + type)
                    + "\",\"reason\":\"read-only\"}}}]}");
        bench.step();

        assertEquals(0, bench.deadLettered());
        assertEquals(1, bench.said(status + " " + type + ": read-only").size());
        assertTrue(bench.untilSent(Duration.ofSeconds(10)).compareTo(Duration.ofSeconds(4)) > 0);
        assertEquals(List.of(1), bench.client.next().events());
      }
    }
  }

  @Test
  void anIndexThatTakesNothingShutsTheGateAndIsAskedSlowly() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    bench.batches.seal(1);
    bench
        .step()
        .client
        .next()
        .answer(
            200,
            "{\"errors\":true,\"items\":[{\"create\":{\"status\":404,\"error\":{\"type\":"
                + "\"index_not_found_exception\",\"reason\":\"no such index [x]\"}}},{\"create\":"
                + "{\"status\":404,\"error\":{\"type\":\"index_not_found_exception\"}}}]}");
    bench.step();
    assertEquals(1, bench.said("will not pass by itself").size());
    assertTrue(bench.untilSent(Duration.ofSeconds(10)).compareTo(Duration.ofSeconds(4)) > 0);
    bench.client.next().answerItems(201);
    bench.step();
    bench.untilSent(Duration.ofSeconds(10));
    assertEquals(1, bench.said("takes events again").size());
  }

  @Test
  void whatTheFailureStoreTookIsRedirectedAndCountedApart() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    bench
        .step()
        .client
        .next()
        .answer(
            200,
            "{\"errors\":false,\"items\":[{\"create\":{\"status\":201,\"failure_store\":\"used\"}},"
                + "{\"create\":{\"status\":201,\"failure_store\":\"not_applicable_or_unknown\"}}]}");
    bench.step();
    assertEquals(1, bench.delivered());
    assertEquals(1, bench.stats().redirected());
    assertEquals(1, bench.settled());
    assertTrue(bench.addsUp());
  }

  @Test
  void anEventThatBreaksTheServerIsDeadLetteredAfterTwentyTriesInTenMinutesWhileOthersPass() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    int tries = 0;
    for (Duration spent = Duration.ZERO;
        bench.deadLettered() == 0 && spent.toMinutes() < 60;
        spent = spent.plus(SECOND)) {
      bench.batches.seal(1);
      bench.advance(SECOND);
      while (bench.client.unseen() > 0) {
        Sent sent = bench.client.next();
        boolean poison = sent.events().contains(0);
        tries += poison ? 1 : 0;
        sent.answerItems(poison ? 500 : 201);
        bench.step();
        assertTrue(bench.deadLettered() == 0 || spent.toMinutes() >= 9, "too early: " + spent);
      }
    }
    assertEquals(1, bench.deadLettered());
    assertTrue(tries >= Settlement.SERVER_ERRORS_TO_GIVE_UP, "after " + tries);
    assertTrue(bench.delivered() > 500, "delivered " + bench.delivered());
    assertEquals(bench.batches.lastSequence(), bench.settled());
  }

  @Test
  void anEventIsNotBlamedWhileNothingElsePassesEither() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    for (int i = 0; i < 200; i++) {
      bench.untilSent(Duration.ofSeconds(20));
      bench.client.next().answerItems(500);
      bench.step();
    }
    assertEquals(0, bench.deadLettered());
    assertEquals(1, bench.stats().resident());
  }

  private static String pair(String id, String free) {
    return "{\"create\":{\"_index\":\"logs\",\"_id\":\""
        + id
        + "\"}}\n{\"event.sequence\":7,\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"message\":"
        + "\"hello\","
        + free
        + ",\"labels.padding\":\""
        + "p".repeat(100)
        + "\",\"service.name\":\"shop\"}\n";
  }
}
