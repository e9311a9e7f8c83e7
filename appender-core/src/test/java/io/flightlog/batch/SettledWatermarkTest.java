package io.flightlog.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettledWatermarkTest {
  private final SettledWatermark watermark = new SettledWatermark();

  @Test
  void movesOverWhatIsContiguous() {
    assertEquals(-1, watermark.settled());
    watermark.settle(2, 5);
    assertEquals(-1, watermark.settled());
    watermark.settle(0, 0);
    assertEquals(0, watermark.settled());
    watermark.settle(1, 1);
    assertEquals(5, watermark.settled());
  }

  @Test
  void oneEventThatIsTriedForHoursLetsAnyNumberSettleBehindIt() {
    for (long i = 1; i < 3_000_000; i += 3) {
      watermark.settle(i, i + 2);
    }
    assertEquals(-1, watermark.settled());
    watermark.settle(0, 0);
    assertEquals(3_000_000, watermark.settled());
  }

  @Test
  void refusesWhatIsSettledAlready() {
    watermark.settle(0, 3);
    watermark.settle(6, 8);
    for (long[] range : new long[][] {{3, 3}, {3, 4}, {6, 6}, {5, 6}, {8, 9}, {5, 9}, {7, 7}}) {
      assertThrows(
          IllegalStateException.class,
          () -> watermark.settle(range[0], range[1]),
          () -> range[0] + ".." + range[1]);
    }
    watermark.settle(4, 5);
    assertEquals(8, watermark.settled());
  }

  @Test
  void agreesWithASetOfSequencesInAnyOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      SettledWatermark mark = new SettledWatermark();
      List<long[]> ranges = new ArrayList<>();
      for (long next = 0; next < 500; ) {
        long last = next + random.nextInt(7);
        ranges.add(new long[] {next, last});
        next = last + 1;
      }
      Collections.shuffle(ranges, random);
      BitSet model = new BitSet();
      for (long[] range : ranges) {
        mark.settle(range[0], range[1]);
        model.set((int) range[0], (int) range[1] + 1);
        assertEquals(model.nextClearBit(0) - 1, mark.settled(), () -> "seed " + seed);
      }
    }
  }
}
