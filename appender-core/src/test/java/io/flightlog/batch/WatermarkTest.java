package io.flightlog.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private final Watermark watermark = new Watermark();

  @Test
  void movesOverWhatIsContiguous() {
    assertEquals(-1, watermark.mark());
    watermark.add(2, 5);
    assertEquals(-1, watermark.mark());
    watermark.add(0, 0);
    assertEquals(0, watermark.mark());
    watermark.add(1, 1);
    assertEquals(5, watermark.mark());
    assertEquals(0, watermark.ranges());
  }

  @Test
  void anEmptyRangeSaysNothing() {
    watermark.add(0, -1);
    watermark.add(7, 6);
    assertEquals(-1, watermark.mark());
    assertEquals(0, watermark.ranges());
  }

  @Test
  void whatIsKnownAlreadyChangesNothing() {
    watermark.add(0, 9);
    watermark.add(3, 5);
    watermark.add(0, 9);
    assertEquals(9, watermark.mark());
    watermark.add(5, 12);
    assertEquals(12, watermark.mark());
  }

  @Test
  void oneEventThatIsTriedForHoursLetsAnyNumberInBehindItAtNoCost() {
    for (long i = 1; i < 300_000; i += 3) {
      watermark.add(i, i + 2);
    }
    assertEquals(-1, watermark.mark());
    assertEquals(1, watermark.ranges());
    watermark.add(0, 0);
    assertEquals(300_000, watermark.mark());
    assertEquals(0, watermark.ranges());
  }

  @Test
  void agreesWithASetOfSequencesInAnyOrderAndOverlap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      Watermark mark = new Watermark();
      BitSet model = new BitSet();
      int span = 1 + random.nextInt(300);
      for (int step = 0; step < 200; step++) {
        int first = random.nextInt(span);
        int last = first + random.nextInt(9) - 1;
        mark.add(first, last);
        model.set(first, last + 1);
        String where = "run " + run + ", step " + step + ", seed " + seed;
        assertEquals(model.nextClearBit(0) - 1, mark.mark(), where);
        assertEquals(rangesBehind(model, model.nextClearBit(0)), mark.ranges(), where);
      }
    }
  }

  private static int rangesBehind(BitSet model, int from) {
    int ranges = 0;
    int next = model.nextSetBit(from);
    while (next >= 0) {
      ranges++;
      next = model.nextSetBit(model.nextClearBit(next));
    }
    return ranges;
  }
}
