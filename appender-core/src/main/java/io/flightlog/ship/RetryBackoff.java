package io.flightlog.ship;

import io.flightlog.config.RetryConfig;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the n-th try: exponential with full jitter, so that a fleet that lost the
 * same server does not come back in step. Source: M. Brooker, "Exponential Backoff and Jitter".
 */
final class RetryBackoff {
  private static final int MAX_DOUBLINGS = 40;

  private final long initialNanos;
  private final long maxNanos;
  private final RandomGenerator random;

  RetryBackoff(RetryConfig config, RandomGenerator random) {
    this.initialNanos = config.initialBackoff().toNanos();
    this.maxNanos = config.maxBackoff().toNanos();
    this.random = random;
  }

  /**
   * @param failures tries that failed so far, at least 1
   * @param floorNanos what the server asked for; heeded up to the maximum, because delivery has to
   *     resume within that once the fault is over
   */
  long delayNanos(int failures, long floorNanos) {
    long ceiling = initialNanos;
    for (int i = Math.min(failures - 1, MAX_DOUBLINGS); i > 0 && ceiling < maxNanos; i--) {
      ceiling = ceiling > maxNanos / 2 ? maxNanos : ceiling * 2;
    }
    long delay = random.nextLong(ceiling + 1);
    return Math.max(delay, Math.min(floorNanos, maxNanos));
  }

  /** For what only a person can mend: between half of the maximum and the maximum. */
  long slowDelayNanos() {
    return maxNanos - random.nextLong(maxNanos / 2 + 1);
  }
}
