package io.flightlog.task.spring;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

/**
 * A trigger that remembers what it said last, and before. A scheduler that hands its runs to other
 * threads asks for the next time while a run starts: so the run is of whichever time is nearer.
 */
final class TriggerTimes implements Trigger, DueTimes {
  private final Trigger trigger;
  private volatile Times times = new Times(null, null);

  private record Times(@Nullable Instant before, @Nullable Instant last) {}

  TriggerTimes(Trigger trigger) {
    this.trigger = trigger;
  }

  @Override
  public @Nullable Instant nextExecution(TriggerContext context) {
    Instant next = trigger.nextExecution(context);
    times = new Times(times.last, next);
    return next;
  }

  @Override
  public @Nullable Instant ofRunAt(Instant now) {
    Times said = times;
    if (said.before == null || said.last == null) {
      return said.last == null ? said.before : said.last;
    }
    Duration sinceBefore = Duration.between(said.before, now).abs();
    Duration untilLast = Duration.between(now, said.last).abs();
    return untilLast.compareTo(sinceBefore) <= 0 ? said.last : said.before;
  }

  @Override
  public String toString() {
    return trigger.toString();
  }
}
