package io.flightlog.batch;

import java.util.Arrays;
import java.util.List;

/**
 * The sequence up to which every event has met its fate. Events settle in any order; the mark moves
 * over contiguous ones. What settled beyond it is kept as disjoint ranges in ascending order: as
 * many as there are unsettled events between, at most, and mostly none. A bitmap would not do: one
 * event that is tried for minutes lets any number of later ones settle. The ship agent settles, any
 * thread reads.
 */
public final class SettledWatermark {
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int ranges;
  private final List<Watermark> weaker;
  private volatile long settled = -1;

  public SettledWatermark() {
    this(List.of());
  }

  /**
   * @param weaker marks of what is true of every settled event, and of others
   */
  public SettledWatermark(List<Watermark> weaker) {
    this.weaker = List.copyOf(weaker);
  }

  /** The highest sequence with nothing unsettled at or below it, −1 at first. */
  public long settled() {
    return settled;
  }

  /** Marks a contiguous range, both ends included; each sequence once. Ship agent only. */
  public void settle(long first, long last) {
    settleOnce(first, last);
    for (int i = 0; i < weaker.size(); i++) {
      weaker.get(i).add(first, last);
    }
  }

  private void settleOnce(long first, long last) {
    int behind = ranges;
    while (behind > 0 && starts[behind - 1] > first) {
      behind--;
    }
    long previousEnd = behind == 0 ? settled : ends[behind - 1];
    boolean overlaps = first <= previousEnd || (behind < ranges && last >= starts[behind]);
    if (overlaps || last < first) {
      throw new IllegalStateException(first + ".." + last + " is settled already");
    }
    boolean joinsNext = behind < ranges && last + 1 == starts[behind];
    if (first != previousEnd + 1) {
      insert(behind, first, last, joinsNext);
    } else if (behind > 0) {
      ends[behind - 1] = joinsNext ? ends[behind] : last;
      if (joinsNext) {
        remove(behind);
      }
    } else {
      long mark = joinsNext ? ends[0] : last;
      if (joinsNext) {
        remove(0);
      }
      settled = mark;
    }
  }

  private void insert(int at, long first, long last, boolean joinsNext) {
    if (joinsNext) {
      starts[at] = first;
      return;
    }
    if (ranges == starts.length) {
      starts = Arrays.copyOf(starts, ranges * 2);
      ends = Arrays.copyOf(ends, ranges * 2);
    }
    System.arraycopy(starts, at, starts, at + 1, ranges - at);
    System.arraycopy(ends, at, ends, at + 1, ranges - at);
    starts[at] = first;
    ends[at] = last;
    ranges++;
  }

  private void remove(int at) {
    ranges--;
    System.arraycopy(starts, at + 1, starts, at, ranges - at);
    System.arraycopy(ends, at + 1, ends, at, ranges - at);
  }
}
