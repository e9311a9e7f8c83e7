package io.flightlog.agent;

import java.util.concurrent.locks.LockSupport;

/**
 * What an agent's thread does between steps that found nothing: spin, then yield, then park for 50
 * µs, doubling to a bound. What that costs: {@code docs/performance.md}, P9. One thread.
 */
final class IdleBackoff {
  static final int SPINS = 20;
  static final int YIELDS = 10;
  static final long MIN_PARK_NANOS = 50_000;
  static final long MAX_PARK_NANOS = 5_000_000;
  static final long LONG_PARK_NANOS = 50_000_000;

  private final long maxParkNanos;
  private int idleSteps;
  private long parkNanos = MIN_PARK_NANOS;

  IdleBackoff(long maxParkNanos) {
    this.maxParkNanos = maxParkNanos;
  }

  @SuppressWarnings("ThreadPriorityCheck") // yielding is a courtesy here, nothing relies on it
  void afterStep(int workDone) {
    if (workDone > 0) {
      idleSteps = 0;
      parkNanos = MIN_PARK_NANOS;
    } else if (idleSteps < SPINS) {
      idleSteps++;
      Thread.onSpinWait();
    } else if (idleSteps < SPINS + YIELDS) {
      idleSteps++;
      Thread.yield();
    } else {
      LockSupport.parkNanos(parkNanos);
      parkNanos = Math.min(parkNanos * 2, maxParkNanos);
    }
  }
}
