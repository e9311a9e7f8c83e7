package io.flightlog.batch;

import java.util.Map;
import java.util.TreeMap;

/**
 * The sequence up to which something is true of every event, fed with ranges in any order that may
 * overlap. What lies beyond the mark is kept as disjoint ranges that do not touch: one event that
 * is tried for hours lets any number of later ones in at no cost. Any thread.
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
    if (beyond.isEmpty() && first <= mark + 1) {
      mark = last;
      return;
    }
    Map.Entry<Long, Long> before = beyond.floorEntry(first);
    boolean joins = before != null && before.getValue() >= first - 1;
    long start = joins ? before.getKey() : first;
    long end = last;
    Map.Entry<Long, Long> next = beyond.ceilingEntry(start);
    while (next != null && next.getKey() <= end + 1) {
      end = Math.max(end, next.getValue());
      beyond.remove(next.getKey());
      next = beyond.ceilingEntry(start);
    }
    if (start <= mark + 1) {
      mark = end;
    } else {
      beyond.put(start, end);
    }
  }

  /** How many ranges it keeps. */
  synchronized int ranges() {
    return beyond.size();
  }
}
