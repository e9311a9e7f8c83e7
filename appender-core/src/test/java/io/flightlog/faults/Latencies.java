package io.flightlog.faults;

import java.util.Locale;

/** A histogram of durations, exact to an eighth. Not thread-safe. */
final class Latencies {
  private static final int PARTS = 8;
  private static final int PART_BITS = 3;

  private final long[] buckets = new long[Long.SIZE * PARTS];
  private long count;
  private long highest;

  void record(long nanos) {
    long value = Math.max(PARTS, nanos);
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    int part = (int) (value >>> (power - PART_BITS)) & (PARTS - 1);
    buckets[power * PARTS + part]++;
    count++;
    highest = Math.max(highest, nanos);
  }

  /** Nanoseconds that so many per thousand stayed below. */
  long below(double perMille) {
    long rest = (long) Math.ceil(count * perMille / 1000);
    for (int i = 0; i < buckets.length; i++) {
      rest -= buckets[i];
      if (rest <= 0) {
        long next = (long) (i % PARTS) + PARTS + 1;
        return Math.min(highest, next << (i / PARTS - PART_BITS));
      }
    }
    return highest;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d appends, p50 %.1f µs, p99.9 %.1f µs, highest %.1f µs",
        count,
        below(500) / 1000.0,
        below(999) / 1000.0,
        highest / 1000.0);
  }
}
