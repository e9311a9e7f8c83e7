package io.flightlog.ship;

import static io.flightlog.ship.ScriptedBulkClient.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShipperRecordsTest {
  @Test
  void aRecordOfTheRecorderIsSentButInNoCounter() {
    for (int status : new int[] {201, 400}) {
      ShipperBench bench = ShipperBench.shipping(1, 1);
      bench.batches.sealWithRecord(2);
      bench.batches.sealWithRecord(0);
      bench.step().client.next().answer(200, items(201, 201, status));
      bench.step().client.next().answer(200, items(status));
      bench.step();
      assertEquals(2, bench.delivered());
      assertEquals(0, bench.deadLettered());
      assertEquals(1, bench.settled());
      assertTrue(bench.addsUp());
      assertEquals(List.of(), bench.said);
    }
  }

  @Test
  void aRecordThatIsAskedForAgainIsNoEventThatIs() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    bench.batches.sealWithRecord(1);
    bench.step().client.next().answer(200, items(201, 429));
    bench.step();
    assertEquals(0, bench.stats().retriedEvents());
    assertEquals(0, bench.stats().resident());
    bench.untilSent(Duration.ofSeconds(10));
    bench.client.next().answer(200, items(201));
    bench.step();
    assertEquals(1, bench.delivered());
    assertEquals(0, bench.settled());
  }

  @Test
  void aRecordBehindEventsThatWereTakenProvesThatNoCopyWritesUnderThisId() {
    ShipperBench bench = ShipperBench.shipping(1, 1);
    for (int round = 0; round < 3; round++) {
      bench.batches.sealWithRecord(1);
      bench.step().client.next().answer(200, items(409, 201));
      bench.batches.sealWithRecord(1);
      bench.step().client.next().answer(200, items(201, 201));
      bench.step();
    }
    assertEquals(List.of(), bench.said("another recorder"));
    assertEquals(6, bench.delivered());
  }
}
