package io.flightlog.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.agent.SimulatedClock;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.ring.EventRing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A batcher whose clock is turned by hand, 100 ms a step, with a linger of at most 1 s. */
class BatcherTest {
  private static final String ID = "0123456789abcdef";
  private static final int MAX_EVENT_BYTES = 1024;
  private static final int POOL = 2;

  private final SimulatedClock clock = new SimulatedClock();
  private final long begin = clock.nanoTime();
  private final Counters counters = new Counters();
  private final EventRing ring = new EventRing(64, 128, 64 << 10);
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private BatchPool pool = new BatchPool(POOL, 24 << 10, 100);
  private BatchHandoff handoff = new BatchHandoff(POOL);
  private Batcher batcher = batcher(true);

  @Test
  void anIdleRecorderWithNothingNewWritesNothing() {
    assertNull(sealedWithin(Duration.ofMinutes(10)));
  }

  @Test
  void aChangeIsToldInABatchOfItsOwnWhenNothingElseIsUnderWay() {
    counters.delivered(3);
    Batch batch = sealedWithin(Duration.ofSeconds(62));
    assertNotNull(batch);
    assertTrue(clock.nanoTime() - begin >= Duration.ofSeconds(60).toNanos());
    assertEquals(1, batch.pairCount());
    assertEquals(0, batch.eventCount());
    assertEquals(0, pool.residentEvents());
    assertEquals(-1, batch.firstSequence());
    assertEquals(Batch.RECORD, batch.sequence(0));
    assertEquals(batch.length(), batch.pairEnd(0));
    String text = text(batch);
    assertTrue(
        text.startsWith(
            "{\"create\":{\"_index\":\"logs-scheduler-default\",\"_id\":\"" + ID + "~s0\"}}\n{\"@"),
        text);
    assertTrue(text.contains("\"flightlog.delivered\":3,"), text);
    assertTrue(text.contains("\"agent.ephemeral_id\":\"" + ID + "\""), text);
    assertTrue(text.endsWith("}\n"), text);
    assertFalse(text.contains("event.sequence"), text);
    pool.release(batch);
    assertNull(sealedWithin(Duration.ofMinutes(10)), "nothing changed since");
  }

  @Test
  void aRecordIsTheTailOfTheEventsThatAreUnderWay() {
    drop(1);
    advance(Duration.ofSeconds(1));
    offer("\"a\":1");
    offer("\"a\":2");
    Batch batch = sealedWithin(Duration.ofSeconds(2));
    assertNotNull(batch);
    assertEquals(3, batch.pairCount());
    assertEquals(2, batch.eventCount());
    assertEquals(2, pool.residentEvents());
    assertEquals(List.of(0L, 1L, Batch.RECORD), sequences(batch));
    assertEquals(1, batch.lastSequence());
    assertTrue(text(batch).contains("events-dropped"), text(batch));
    assertTrue(text(batch).contains("\"flightlog.sequence\":1,"), text(batch));
  }

  @Test
  void whatIsRetainedCountsOnlyItsEvents() {
    drop(1);
    advance(Duration.ofSeconds(1));
    offer("\"a\":1");
    Batch batch = sealedWithin(Duration.ofSeconds(2));
    assertNotNull(batch);
    BitSet record = new BitSet();
    record.set(1);
    batch.retain(record);
    assertEquals(1, batch.pairCount());
    assertEquals(0, batch.eventCount());
    assertEquals(List.of(Batch.RECORD), sequences(batch));
    assertTrue(text(batch).contains("~s0"), text(batch));
  }

  @Test
  void aFullBatchStillHasRoomForItsRecordWhateverIsLeft() {
    String large = "\"a\":\"" + "x".repeat(MAX_EVENT_BYTES - 6) + "\"";
    for (int bytes = 16 << 10; bytes < 18 << 10; bytes += 100) {
      pool = new BatchPool(POOL, bytes, 100);
      handoff = new BatchHandoff(POOL);
      batcher = batcher(true);
      drop(1);
      advance(Duration.ofSeconds(1));
      for (int i = 0; i < 20; i++) {
        offer(large);
      }
      batcher.doWork();
      Batch batch = handoff.poll();
      assertNotNull(batch);
      assertTrue(batch.eventCount() > 5);
      assertEquals(batch.eventCount() + 1, batch.pairCount(), "in " + bytes);
      batcher.doWork();
    }
    assertEquals(List.of(), diagnostics.errors());
  }

  @Test
  void aBatchAtItsMostEventsStillHasItsRecord() {
    pool = new BatchPool(POOL, 24 << 10, 4);
    handoff = new BatchHandoff(POOL);
    batcher = batcher(true);
    drop(1);
    advance(Duration.ofSeconds(1));
    for (int i = 0; i < 4; i++) {
      offer("\"a\":1");
    }
    batcher.doWork();
    Batch batch = handoff.poll();
    assertNotNull(batch);
    assertEquals(List.of(0L, 1L, 2L, 3L, Batch.RECORD), sequences(batch));
  }

  @Test
  void withoutAFreeBufferItWaitsAndThenTellsTheSum() {
    List<Batch> held = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      offer("\"a\":1");
      held.add(sealedWithin(Duration.ofSeconds(2)));
    }
    drop(5);
    assertNull(sealedWithin(Duration.ofSeconds(20)));
    drop(2);
    assertNull(sealedWithin(Duration.ofSeconds(20)));
    pool.release(held.get(0));
    Batch batch = sealedWithin(Duration.ofSeconds(2));
    assertNotNull(batch);
    assertTrue(text(batch).contains("\"flightlog.dropped.info\":7,"), text(batch));
    assertTrue(text(batch).contains("Flightlog dropped events: 7 (7 "), text(batch));
  }

  @Test
  void theShipAgentIsWokenForEachBatchAndOnceWhenNoBufferIsLeft() {
    AtomicInteger wakes = new AtomicInteger();
    handoff.wakes(wakes::incrementAndGet);
    List<Batch> held = new ArrayList<>();
    for (int batch = 1; batch <= POOL; batch++) {
      assertEquals(batch - 1, wakes.get());
      offer("\"a\":1");
      held.add(sealedWithin(Duration.ofSeconds(2)));
    }
    assertEquals(POOL, wakes.get());
    advance(Duration.ofSeconds(1));
    advance(Duration.ofSeconds(1));
    assertEquals(POOL + 1, wakes.get());
    pool.release(held.get(0));
    offer("\"a\":1");
    assertNotNull(sealedWithin(Duration.ofSeconds(2)));
    assertEquals(POOL + 2, wakes.get());
    advance(Duration.ofSeconds(1));
    assertEquals(POOL + 3, wakes.get());
  }

  @Test
  void theLastBatchTellsTheCountersOnceMore() {
    offer("\"a\":1");
    batcher.closesFrom(ring.claimed());
    batcher.sealThrough(ring.claimed());
    batcher.doWork();
    Batch batch = handoff.poll();
    assertNotNull(batch);
    assertEquals(List.of(0L, Batch.RECORD), sequences(batch));
    assertTrue(text(batch).contains("recorder-status"), text(batch));
  }

  @Test
  void numbersGoUpAndWithoutIdempotenceThereAreNone() {
    drop(1);
    assertTrue(text(sealedWithin(Duration.ofSeconds(3))).contains("~s0"));
    drop(1);
    assertTrue(text(sealedWithin(Duration.ofSeconds(20))).contains("~s1"));
    handoff = new BatchHandoff(POOL);
    pool = new BatchPool(POOL, 24 << 10, 100);
    batcher = batcher(false);
    drop(1);
    String text = text(sealedWithin(Duration.ofSeconds(3)));
    assertTrue(text.startsWith("{\"create\":{\"_index\":\"logs-scheduler-default\"}}\n{\"@"), text);
  }

  private Batcher batcher(boolean withId) {
    PipelineConfig config = PipelineConfig.from(OptionValues.of(Map.of()));
    EcsFormat format = new EcsFormat(config, ID, Map.of());
    EventFrame frame =
        new EventFrame(
            config.destination().target(), new InstanceId(ID), withId, format.constants());
    RecorderRecords records =
        new RecorderRecords(
            config.statusInterval(),
            frame,
            new RecorderRecord(format),
            counters,
            ring::claimed,
            diagnostics,
            clock,
            () -> clock.nanoTime() / 1_000_000);
    return new Batcher(
        ring,
        pool,
        handoff,
        frame,
        records,
        Journal.NONE,
        MAX_EVENT_BYTES,
        config.batch(),
        counters,
        diagnostics,
        clock,
        new Random(42));
  }

  private void drop(int events) {
    for (int i = 0; i < events; i++) {
      counters.dropped(DropReason.FULL, Severity.INFO);
    }
  }

  private void offer(String members) {
    byte[] bytes = members.getBytes(StandardCharsets.UTF_8);
    assertTrue(ring.offer(bytes, bytes.length) >= 0);
    counters.accepted();
  }

  private void advance(Duration duration) {
    clock.advance(duration);
    batcher.doWork();
  }

  private Batch sealedWithin(Duration atMost) {
    for (long left = atMost.toMillis() / 100; left > 0; left--) {
      advance(Duration.ofMillis(100));
      Batch sealed = handoff.poll();
      if (sealed != null) {
        return sealed;
      }
    }
    return null;
  }

  private static List<Long> sequences(Batch batch) {
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < batch.pairCount(); i++) {
      sequences.add(batch.sequence(i));
    }
    return sequences;
  }

  private static String text(Batch batch) {
    return new String(batch.body(), 0, batch.length(), StandardCharsets.UTF_8);
  }
}
