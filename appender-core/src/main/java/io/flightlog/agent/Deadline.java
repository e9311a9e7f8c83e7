package io.flightlog.agent;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A moment on a clock by which something ends. Immutable; any thread. Passed down, so that nested
 * waits share it.
 */
public final class Deadline {
  private static final long LOOK_INTERVAL_NANOS = 500_000;

  private final NanoClock clock;
  private final long atNanos;

  private Deadline(NanoClock clock, long atNanos) {
    this.clock = clock;
    this.atNanos = atNanos;
  }

  /** The moment that lies this far ahead; a duration beyond 146 years counts as 146 years. */
  public static Deadline after(Duration duration, NanoClock clock) {
    long nanos;
    try {
      nanos = Math.min(duration.toNanos(), Long.MAX_VALUE / 2);
    } catch (ArithmeticException tooLong) {
      nanos = Long.MAX_VALUE / 2;
    }
    return new Deadline(clock, clock.nanoTime() + Math.max(0, nanos));
  }

  /** Nanoseconds left; zero or negative when the moment has passed. */
  public long remainingNanos() {
    return atNanos - clock.nanoTime();
  }

  public boolean hasPassed() {
    return remainingNanos() <= 0;
  }

  /** The moment half way from now to this one. */
  public Deadline half() {
    return new Deadline(clock, atNanos - Math.max(0, remainingNanos()) / 2);
  }

  /**
   * Waits for a condition, looking at it every few hundred microseconds. An interrupt ends the wait
   * early; the flag stays set. Real time only: it parks the calling thread.
   *
   * @return whether the condition holds
   */
  public boolean await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      long left = remainingNanos();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(Math.min(left, LOOK_INTERVAL_NANOS));
    }
    return true;
  }

  /**
   * As {@link #await}, but an interrupt does not cut it short; its flag is set again at the end.
   */
  public boolean awaitUninterruptibly(BooleanSupplier condition) {
    boolean interrupted = false;
    try {
      while (!await(condition)) {
        if (hasPassed()) {
          return false;
        }
        interrupted |= Thread.interrupted();
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
