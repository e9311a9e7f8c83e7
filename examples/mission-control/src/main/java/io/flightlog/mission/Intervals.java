package io.flightlog.mission;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Equal parts of a range of time, for a chart: each as long as one of a few round lengths, and at
 * most {@link #MOST} of them.
 *
 * @param first start of the first part, in milliseconds since 1970
 * @param width of a part, in milliseconds
 */
record Intervals(long first, long width, int count) {
  static final int MOST = 120;

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /** The last of the widths is the longest range divided by this, rounded up. */
  private static final Duration WIDEST = Duration.ofDays(7);

  static Intervals of(TimeRange range) {
    long width =
        WIDTHS.stream()
            .filter(one -> count(range, one.toMillis()) <= MOST)
            .findFirst()
            .orElse(WIDEST)
            .toMillis();
    return new Intervals(
        Math.floorDiv(range.from().toEpochMilli(), width) * width, width, count(range, width));
  }

  private static int count(TimeRange range, long width) {
    long first = Math.floorDiv(range.from().toEpochMilli(), width);
    long last = Math.floorDiv(range.to().minusNanos(1).toEpochMilli(), width);
    return (int) (last - first + 1);
  }

  /** Where each part starts. */
  List<Long> starts() {
    return LongStream.range(0, count).map(i -> first + i * width).boxed().toList();
  }

  /** Which part begins there; −1: none. */
  int indexOf(long start) {
    long index = (start - first) / width;
    return index < 0 || index >= count ? -1 : (int) index;
  }
}
