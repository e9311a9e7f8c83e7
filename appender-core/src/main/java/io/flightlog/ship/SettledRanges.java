package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.batch.SettledWatermark;
import java.util.BitSet;

/**
 * Tells the watermark what has met its fate: the whole range of a batch at once when all of it has,
 * else sequence by sequence as pairs leave it. Ship agent only.
 */
final class SettledRanges {
  private final SettledWatermark watermark;

  SettledRanges(SettledWatermark watermark) {
    this.watermark = watermark;
  }

  /** All that the batch stands for, at once. */
  void settleAll(Batch batch) {
    if (batch.firstSequence() >= 0) {
      watermark.settle(batch.firstSequence(), batch.lastSequence());
    }
  }

  /**
   * Settles the pairs that are not kept, and takes them out of the batch. Those of another instance
   * are no sequences of this ring.
   */
  void takeOut(PendingBatch pending, BitSet keep) {
    Batch batch = pending.batch();
    if (pending.isAdopted()) {
      if (!keep.isEmpty()) {
        pending.rangeSettled();
      }
      batch.retain(keep);
      return;
    }
    if (keep.isEmpty() && !pending.isRangeSettled()) {
      settleAll(batch);
    } else {
      settleOneByOne(batch, keep, !pending.isRangeSettled());
      pending.rangeSettled();
    }
    batch.retain(keep);
  }

  /**
   * @param withHoles whether sequences of its range that have no pair are to be settled too
   */
  private void settleOneByOne(Batch batch, BitSet keep, boolean withHoles) {
    long next = batch.firstSequence();
    for (int i = 0; i < batch.pairCount(); i++) {
      long sequence = batch.sequence(i);
      if (sequence < 0) {
        continue;
      }
      if (withHoles && sequence > next) {
        watermark.settle(next, sequence - 1);
      }
      if (!keep.get(i)) {
        watermark.settle(sequence, sequence);
      }
      next = sequence + 1;
    }
    if (withHoles && next >= 0 && next <= batch.lastSequence()) {
      watermark.settle(next, batch.lastSequence());
    }
  }
}
