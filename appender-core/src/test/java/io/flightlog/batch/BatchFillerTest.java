package io.flightlog.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchFillerTest {
  private static final List<String> PAIRS =
      List.of(
          event(5, "eins"),
          event(6, "größer"),
          "{\"create\":{}}\n{\"flightlog.record\":1}\n",
          event(9, "x".repeat(90)),
          "{\"create\":{}}\n{}\n",
          event(10, ""));
  private static final List<Long> SEQUENCES = List.of(105L, 106L, -1L, 109L, -1L, 110L);

  private static String event(long sequence, String text) {
    return "{\"create\":{}}\n{\"event.sequence\":" + sequence + ",\"message\":\"" + text + "\"}\n";
  }

  @Test
  void piecesOfEverySizeMakeTheSamePairs() {
    byte[] all = bytes(PAIRS);
    for (int size = 1; size <= all.length; size++) {
      Batch batch = batch(4096, 100);
      BatchFiller filler = filler(batch, 0);
      for (int at = 0; at < all.length; at += size) {
        filler.take(ByteBuffer.wrap(all, at, Math.min(size, all.length - at)));
      }
      assertTrue(filler.endFrame());
      assertFalse(filler.isFull());
      assertEquals(PAIRS, pairs(batch), "pieces of " + size);
      assertEquals(SEQUENCES, sequences(batch));
      assertEquals(4, batch.eventCount());
      assertEquals(105, batch.firstSequence());
      assertEquals(110, batch.lastSequence());
      assertEquals(6, filler.taken());
    }
  }

  @Test
  void batchesOfEverySizeTakeAllThatFitsOnePartAfterTheOther() {
    byte[] all = bytes(PAIRS);
    for (int capacity = 1; capacity <= all.length; capacity++) {
      int room = capacity;
      List<String> fitting = PAIRS.stream().filter(pair -> length(pair) <= room).toList();
      List<String> taken = new ArrayList<>();
      int passedOver = 0;
      int skip = 0;
      boolean more = true;
      for (int part = 0; more; part++) {
        assertTrue(part <= PAIRS.size(), "no part is empty");
        Batch batch = batch(capacity, 100);
        BatchFiller filler = filler(batch, skip);
        filler.take(ByteBuffer.wrap(all));
        taken.addAll(pairs(batch));
        more = filler.isFull();
        assertTrue(!more || batch.pairCount() > 0, "only what holds something is full");
        passedOver += filler.passedOver();
        skip = filler.taken();
      }
      assertEquals(fitting, taken, "room for " + capacity);
      assertEquals(PAIRS.size() - fitting.size(), passedOver);
    }
  }

  @Test
  void aBatchTakesAllItsEventsAndARecord() {
    for (int maxEvents = 1; maxEvents <= PAIRS.size(); maxEvents++) {
      Batch batch = batch(4096, maxEvents);
      BatchFiller filler = filler(batch, 0);
      filler.take(ByteBuffer.wrap(bytes(PAIRS)));
      int pairs = Math.min(PAIRS.size(), maxEvents + 1);
      assertEquals(PAIRS.subList(0, pairs), pairs(batch));
      assertEquals(pairs < PAIRS.size(), filler.isFull(), "it is full when something is left");
      assertEquals(pairs, filler.taken());
    }
  }

  @Test
  void earlierPartsAreSkipped() {
    for (int skip = 0; skip <= PAIRS.size(); skip++) {
      Batch batch = batch(4096, 100);
      BatchFiller filler = filler(batch, skip);
      filler.take(ByteBuffer.wrap(bytes(PAIRS)));
      assertEquals(PAIRS.subList(skip, PAIRS.size()), pairs(batch));
      assertEquals(PAIRS.size(), filler.taken());
      assertFalse(filler.isFull());
    }
  }

  @Test
  void whatAFrameLeavesUnfinishedIsNoPair() {
    byte[] pair = bytes(PAIRS.subList(0, 1));
    for (int cut = 1; cut < pair.length; cut++) {
      Batch batch = batch(4096, 100);
      BatchFiller filler = filler(batch, 0);
      filler.take(ByteBuffer.wrap(pair, 0, cut));
      assertFalse(filler.endFrame(), "cut at " + cut);
      filler.take(ByteBuffer.wrap(bytes(PAIRS)));
      assertTrue(filler.endFrame());
      assertEquals(PAIRS, pairs(batch), "cut at " + cut);
      assertEquals(6, filler.taken());
    }
  }

  @Test
  void onlyADocumentThatBeginsWithItsSequenceIsAnEvent() {
    List<String> documents =
        List.of(
            "{\"event.sequence\":}",
            "{\"event.sequence\":x}",
            "{ \"event.sequence\":3}",
            "{\"event.sequenc\":3}",
            "{\"message\":\"{\\\"event.sequence\\\":3\"}",
            "");
    Batch batch = batch(4096, 100);
    BatchFiller filler = filler(batch, 0);
    documents.forEach(each -> filler.take(ByteBuffer.wrap(bytes(List.of("{}\n" + each + "\n")))));
    assertEquals(documents.size(), batch.pairCount());
    assertEquals(0, batch.eventCount());
    assertEquals(-1, batch.firstSequence());
  }

  @Test
  void itTakesTheNextBatchAsItTookTheFirst() {
    BatchFiller filler = filler(batch(40, 100), 0);
    filler.take(ByteBuffer.wrap(bytes(PAIRS), 0, 77));
    Batch next = batch(4096, 100);
    filler.begin(next, 0, 100, 0);
    filler.take(ByteBuffer.wrap(bytes(PAIRS)));
    assertEquals(PAIRS, pairs(next));
    assertEquals(0, filler.passedOver());
  }

  private static Batch batch(int capacity, int maxEvents) {
    return new Batch(capacity, maxEvents);
  }

  private static BatchFiller filler(Batch batch, int skip) {
    BatchFiller filler = new BatchFiller(batch);
    filler.begin(batch, skip, 100, 0);
    return filler;
  }

  private static byte[] bytes(List<String> pairs) {
    return String.join("", pairs).getBytes(StandardCharsets.UTF_8);
  }

  private static int length(String pair) {
    return pair.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<String> pairs(Batch batch) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < batch.pairCount(); i++) {
      int start = batch.pairStart(i);
      int length = batch.pairEnd(i) - start;
      pairs.add(new String(batch.body(), start, length, StandardCharsets.UTF_8));
    }
    return pairs;
  }

  private static List<Long> sequences(Batch batch) {
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < batch.pairCount(); i++) {
      sequences.add(batch.sequence(i));
    }
    return sequences;
  }
}
