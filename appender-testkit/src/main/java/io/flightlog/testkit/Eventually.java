package io.flightlog.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what other threads or processes bring about: a condition and a deadline, never a sleep.
 */
public final class Eventually {

  private static final long PAUSE_MILLIS = 5;

  private Eventually() {}

  /** Returns as soon as the condition holds. */
  public static void await(String what, Duration atMost, BooleanSupplier condition) {
    await(() -> what, atMost, condition);
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @param what is asked only when time is up, so it may tell how far things came
   * @throws AssertionError when time is up
   */
  public static void await(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + atMost + ": " + what.get());
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + what.get(), e);
      }
    }
  }
}
