package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.batch.Batch;
import io.flightlog.batch.SealedBatches;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettledRangesTest {
  @Test
  void whatLeavesABatchIsSettledAndHolesWithTheFirstOfIt() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      SealedBatches batches = new SealedBatches(4, 8 << 10, 100);
      SettledRanges ranges = new SettledRanges(batches.watermark());
      BitSet unsettled = new BitSet();
      int events = 1 + random.nextInt(20);
      Batch batch =
          batches.withHoles(
              events,
              sequence -> {
                boolean hasPair = random.nextInt(4) > 0;
                unsettled.set((int) sequence, hasPair);
                return hasPair;
              });
      PendingBatch pending = new PendingBatch(batch, 0);
      while (batch.pairCount() > 0) {
        BitSet keep = new BitSet();
        for (int i = 0; i < batch.pairCount(); i++) {
          keep.set(i, random.nextInt(3) > 0);
          if (!keep.get(i)) {
            unsettled.clear((int) batch.sequence(i));
          }
        }
        ranges.takeOut(pending, keep);
        int first = unsettled.nextSetBit(0);
        assertEquals(
            first < 0 ? events - 1 : first - 1,
            batches.watermark().settled(),
            () -> "seed " + seed);
      }
    }
  }
}
