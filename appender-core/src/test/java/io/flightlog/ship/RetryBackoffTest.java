package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.RetryConfig;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {
  private static final RetryConfig CONFIG =
      new RetryConfig(Duration.ofMillis(250), Duration.ofSeconds(30));

  @Test
  void theCeilingDoublesUpToTheMaximum() {
    RetryBackoff highest = new RetryBackoff(CONFIG, always(1.0));
    assertEquals(250, millis(highest.delayNanos(1, 0)));
    assertEquals(500, millis(highest.delayNanos(2, 0)));
    assertEquals(1000, millis(highest.delayNanos(3, 0)));
    assertEquals(16_000, millis(highest.delayNanos(7, 0)));
    assertEquals(30_000, millis(highest.delayNanos(8, 0)));
    assertEquals(30_000, millis(highest.delayNanos(1000, 0)));
    assertEquals(30_000, millis(highest.delayNanos(Integer.MAX_VALUE, 0)));
  }

  @Test
  void jitterIsFull() {
    RetryBackoff backoff = new RetryBackoff(CONFIG, new Random(1));
    long sum = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      long delay = millis(backoff.delayNanos(20, 0));
      sum += delay;
      least = Math.min(least, delay);
      most = Math.max(most, delay);
    }
    assertTrue(least < 300 && most > 29_700, least + ".." + most);
    assertEquals(15_000.0, sum / 10_000.0, 500.0);
  }

  @Test
  void whatTheServerAsksForIsAFloorUpToTheMaximum() {
    RetryBackoff lowest = new RetryBackoff(CONFIG, always(0));
    assertEquals(0, lowest.delayNanos(1, 0));
    assertEquals(7000, millis(lowest.delayNanos(1, Duration.ofSeconds(7).toNanos())));
    assertEquals(30_000, millis(lowest.delayNanos(1, Duration.ofDays(1).toNanos())));
    RetryBackoff highest = new RetryBackoff(CONFIG, always(1.0));
    assertEquals(16_000, millis(highest.delayNanos(7, Duration.ofSeconds(7).toNanos())));
  }

  @Test
  void theSlowDelayLiesBetweenHalfTheMaximumAndTheMaximum() {
    assertEquals(30_000, millis(new RetryBackoff(CONFIG, always(0)).slowDelayNanos()));
    assertEquals(15_000, millis(new RetryBackoff(CONFIG, always(1)).slowDelayNanos()));
  }

  @Test
  void theMaximumMayBeAsSmallAsTheStart() {
    Duration milli = Duration.ofMillis(1);
    RetryBackoff backoff = new RetryBackoff(new RetryConfig(milli, milli), always(1));
    assertEquals(1, millis(backoff.delayNanos(50, 0)));
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  /** A generator whose bounded longs lie at that share of the bound. */
  private static RandomGenerator always(double share) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("only bounded numbers are drawn");
      }

      @Override
      public long nextLong(long bound) {
        return (long) (share * (bound - 1));
      }
    };
  }
}
