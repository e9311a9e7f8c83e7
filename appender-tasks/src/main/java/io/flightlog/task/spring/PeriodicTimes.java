package io.flightlog.task.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times of a fixed rate or delay. While a run goes on, its future says how long ago it was due; one
 * whose runs go to other threads may speak of the next already. Until the future is known, which
 * may be just after the first run begins, it is the first time.
 */
final class PeriodicTimes implements DueTimes {
  private final Instant first;
  private final long periodNanos;
  private volatile @Nullable ScheduledFuture<?> future;

  PeriodicTimes(Instant first, Duration period) {
    this.first = first;
    this.periodNanos = TimeUnit.NANOSECONDS.convert(period);
  }

  void follow(@Nullable ScheduledFuture<?> runs) {
    future = runs;
  }

  @Override
  public @Nullable Instant ofRunAt(Instant now) {
    ScheduledFuture<?> runs = future;
    if (runs == null) {
      return first;
    }
    try {
      long untilDue = runs.getDelay(TimeUnit.NANOSECONDS);
      return now.plusNanos(untilDue > periodNanos / 2 ? untilDue - periodNanos : untilDue);
    } catch (RuntimeException unknown) {
      return null;
    }
  }
}
