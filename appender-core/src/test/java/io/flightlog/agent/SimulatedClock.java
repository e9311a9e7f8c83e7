package io.flightlog.agent;

import java.time.Duration;

/** A clock that stands still until a test moves it. */
public final class SimulatedClock implements NanoClock {
  private volatile long now = 1_000;

  @Override
  public long nanoTime() {
    return now;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // tests move it from one thread
  public void advance(Duration duration) {
    now += duration.toNanos();
  }
}
