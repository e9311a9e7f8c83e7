package io.flightlog.batch;

/**
 * The sequence up to which every event has met its fate: delivered, or counted lost. Batches settle
 * in any order; the mark moves over contiguous ones. A bitmap over the window of sequences that can
 * be unsettled at once, which is bounded by what all batches together can cover. The ship agent
 * settles, any thread reads.
 */
public final class SettledWatermark {
  private final long[] bits;
  private final long mask;
  private volatile long settled = -1;

  /**
   * @param window how many sequences may be unsettled at once behind the ring, at most
   */
  public SettledWatermark(long window) {
    int words = Math.max(1, Integer.highestOneBit((int) Math.max(1, (window - 1) >>> 6)) << 1);
    this.bits = new long[words];
    this.mask = ((long) words << 6) - 1;
  }

  /** The highest sequence with nothing unsettled at or below it, −1 at first. */
  public long settled() {
    return settled;
  }

  /** Marks a contiguous range, both ends included; each range once. Ship agent only. */
  public void settle(long first, long last) {
    if (first <= settled || last - settled > mask + 1) {
      throw new IllegalStateException(
          "cannot settle "
              + first
              + ".."
              + last
              + " behind "
              + settled
              + " in a window of "
              + (mask + 1));
    }
    if (first == settled + 1) {
      settled = advanceFrom(last);
    } else {
      for (long sequence = first; sequence <= last; sequence++) {
        set(sequence);
      }
    }
  }

  private long advanceFrom(long last) {
    long mark = last;
    while (clear(mark + 1)) {
      mark++;
    }
    return mark;
  }

  private void set(long sequence) {
    bits[(int) ((sequence & mask) >>> 6)] |= 1L << sequence;
  }

  private boolean clear(long sequence) {
    int word = (int) ((sequence & mask) >>> 6);
    long bit = 1L << sequence;
    boolean wasSet = (bits[word] & bit) != 0;
    bits[word] &= ~bit;
    return wasSet;
  }
}
