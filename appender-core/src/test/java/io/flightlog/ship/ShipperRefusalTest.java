package io.flightlog.ship;

import static io.flightlog.ship.ScriptedBulkClient.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.ship.ScriptedBulkClient.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShipperRefusalTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void countsRefusedItemsAsLostAndSaysSoOnceAMinute() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    for (int i = 0; i < 3; i++) {
      bench.batches.seal(2);
      bench.advance(SECOND).client.next().answer(200, items(201, 400));
      bench.step();
    }
    assertEquals(3, bench.delivered());
    assertEquals(3, bench.rejected());
    assertEquals(5, bench.settled());
    assertEquals(
        List.of(
            "WARN 1 event refused by Elasticsearch and counted lost: 400 type_400: because 400"),
        bench.said);

    bench.advance(Duration.ofMinutes(1));
    bench.batches.seal(1);
    bench.step().client.next().answer(200, items(400));
    bench.step();
    assertEquals(2, bench.said.size());
    assertTrue(bench.said.get(1).startsWith("WARN 3 events refused"), bench.said.get(1));
  }

  @Test
  void keepsEventsThatTheIndexCannotTakeForNow() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(2);
    bench
        .step()
        .client
        .next()
        .answer(
            200,
            "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":403,"
                + "\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"read-only\"}}}]}");
    bench.step();

    assertEquals(0, bench.rejected());
    assertEquals(1, bench.said("403 cluster_block_exception: read-only").size());
    assertTrue(bench.untilSent(Duration.ofSeconds(10)).compareTo(Duration.ofSeconds(4)) > 0);
    assertEquals(List.of(1), bench.client.next().events());
  }

  @Test
  void givesUpABatchThatIsRefusedAsAWholeAFewTimesAndSaysWhatToLower() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(3);
    for (int i = 0; i < Settlement.MAX_REFUSALS; i++) {
      bench.untilSent(Duration.ofSeconds(10));
      bench.client.next().answer(413, "");
      bench.step();
    }
    assertEquals(3, bench.rejected());
    assertEquals(2, bench.settled());
    assertTrue(bench.addsUp());
    assertEquals(1, bench.said.size(), bench.said::toString);
    assertTrue(bench.said.get(0).contains("status 413"), bench.said.get(0));
    assertTrue(bench.said.get(0).contains("batch.maxBytes (now 1 MiB)"), bench.said.get(0));

    bench.batches.seal(1);
    bench.step().client.next().answerItems(201);
    bench.step();
    assertEquals(1, bench.delivered());
  }

  @Test
  void aBatchThatIsRefusedAsAWholeDoesNotHoldUpOthers() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.seal(1);
    bench.batches.seal(1);
    bench
        .step()
        .client
        .next()
        .answer(400, "{\"error\":{\"type\":\"parse_exception\",\"reason\":\"x\"},\"status\":400}");
    bench.step();

    Sent other = bench.client.next();
    assertEquals(List.of(1), other.events());
    other.answerItems(201);
    bench.step();
    assertEquals(1, bench.delivered());
    bench.untilSent(SECOND);
    bench.client.next().answerItems(201);
    bench.step();
    assertEquals(2, bench.delivered());
    assertEquals(1, bench.settled());
  }
}
