package io.flightlog.benchmarks.fleet;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a recorder draws its jitter from: as it should be, and seeded mistakes. */
enum Chance {
  /** The library's own. */
  JITTER,
  /** Always the longest back-off and linger: exponential, without jitter. */
  NO_JITTER,
  /** Always the shortest: no back-off at all. */
  NO_BACKOFF;

  RandomGenerator generator(long seed) {
    return switch (this) {
      case JITTER -> new SplittableRandom(seed);
      case NO_JITTER -> new Always(true);
      case NO_BACKOFF -> new Always(false);
    };
  }

  /** The bound of whatever is asked for, the upper or the lower one. */
  private record Always(boolean most) implements RandomGenerator {
    @Override
    public long nextLong() {
      return most ? Long.MAX_VALUE : 0;
    }

    @Override
    public long nextLong(long bound) {
      return most ? bound - 1 : 0;
    }

    @Override
    public double nextDouble() {
      return most ? Math.nextDown(1.0) : 0;
    }
  }
}
