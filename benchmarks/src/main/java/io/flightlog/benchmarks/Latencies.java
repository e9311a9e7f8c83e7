package io.flightlog.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A distribution as its values at fixed points: at point k, that of the share {@code 1 −
 * 10^(−k/10)} of all calls. So ten points make another nine of a percentile, and a picture shows
 * tails.
 */
final class Latencies {
  /** A nine more of the percentile. */
  static final int POINTS_PER_NINE = 10;

  private static final int NINES = 6;

  private Latencies() {}

  /** The values, in nanoseconds, from the least to that at 99.9999 %. */
  static List<Long> points(Histogram histogram) {
    return IntStream.rangeClosed(0, NINES * POINTS_PER_NINE)
        .mapToDouble(point -> 100 * (1 - Math.pow(10, -(double) point / POINTS_PER_NINE)))
        .mapToObj(histogram::getValueAtPercentile)
        .toList();
  }
}
