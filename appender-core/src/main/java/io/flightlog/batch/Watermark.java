package io.flightlog.batch;

import java.util.TreeMap;

/**
 * The sequence up to which something is true of every event, fed with ranges in any order that may
 * overlap. What lies beyond the mark is kept as disjoint ranges. Any thread.
 */
public final class Watermark {
  private final TreeMap<Long, Long> beyond = new TreeMap<>();
  private volatile long mark = -1;

  /** The highest sequence with no gap at or below it, −1 at first. */
  public long mark() {
    return mark;
  }

  /** It is true of this contiguous range, both ends included; of none when it is empty. */
  public synchronized void add(long first, long last) {
    if (last < first || last <= mark) {
      return;
    }
    if (first > mark + 1) {
      beyond.merge(first, last, Math::max);
      return;
    }
    long reached = last;
    while (!beyond.isEmpty() && beyond.firstKey() <= reached + 1) {
      reached = Math.max(reached, beyond.pollFirstEntry().getValue());
    }
    mark = reached;
  }
}
