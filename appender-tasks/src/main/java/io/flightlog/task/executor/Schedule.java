package io.flightlog.task.executor;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * When the runs of one task are to start. Told of each end, by the thread that ran it; runs of one
 * task follow each other.
 */
final class Schedule {
  /** What {@code task.trigger} says. */
  enum Trigger {
    EXECUTE("execute"),
    DELAY("delay"),
    FIXED_RATE("fixed-rate"),
    FIXED_DELAY("fixed-delay");

    final String word;

    Trigger(String word) {
      this.word = word;
    }

    boolean isPeriodic() {
      return this == FIXED_RATE || this == FIXED_DELAY;
    }
  }

  private final Trigger trigger;
  private final long periodNanos;
  private volatile Instant next;

  private Schedule(Trigger trigger, long delayNanos, long periodNanos) {
    this.trigger = trigger;
    this.periodNanos = periodNanos;
    this.next = Instant.now().plusNanos(Math.max(0, delayNanos));
  }

  static Schedule atOnce() {
    return new Schedule(Trigger.EXECUTE, 0, 0);
  }

  static Schedule after(long delay, TimeUnit unit) {
    return new Schedule(Trigger.DELAY, unit.toNanos(delay), 0);
  }

  static Schedule atFixedRate(long initialDelay, long period, TimeUnit unit) {
    return new Schedule(Trigger.FIXED_RATE, unit.toNanos(initialDelay), unit.toNanos(period));
  }

  static Schedule withFixedDelay(long initialDelay, long delay, TimeUnit unit) {
    return new Schedule(Trigger.FIXED_DELAY, unit.toNanos(initialDelay), unit.toNanos(delay));
  }

  Trigger trigger() {
    return trigger;
  }

  Instant next() {
    return next;
  }

  void ended() {
    Instant from = trigger == Trigger.FIXED_DELAY ? Instant.now() : next;
    next = from.plusNanos(periodNanos);
  }
}
