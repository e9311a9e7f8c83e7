package io.flightlog.task.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.SimpleTriggerContext;

class DueTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static TriggerTimes asked(int times) {
    Queue<Instant> minutes =
        new ArrayDeque<>(List.of(NOON, NOON.plus(MINUTE), NOON.plus(MINUTE.multipliedBy(2))));
    TriggerTimes trigger = new TriggerTimes(context -> minutes.poll());
    for (int i = 0; i < times; i++) {
      trigger.nextExecution(new SimpleTriggerContext());
    }
    return trigger;
  }

  @Test
  void aRunOfATriggerIsDueWhenTheTriggerSaidHoweverLateItIs() {
    assertEquals(NOON, asked(1).ofRunAt(NOON.plusSeconds(3)));
    assertEquals(NOON.plus(MINUTE), asked(2).ofRunAt(NOON.plus(MINUTE).plusSeconds(3)));
    assertEquals(NOON.plus(MINUTE), asked(2).ofRunAt(NOON.plus(Duration.ofHours(1))));
    assertEquals(NOON.plus(MINUTE), asked(2).ofRunAt(NOON.plus(MINUTE).minusMillis(2)));
  }

  @Test
  void aRunOnAnotherThreadIsDueAtTheTimeBeforeTheNext() {
    assertEquals(NOON, asked(2).ofRunAt(NOON.plusSeconds(3)));
    assertEquals(NOON.plus(MINUTE), asked(3).ofRunAt(NOON.plus(MINUTE).plusMillis(1)));
  }

  @Test
  void theLastRunOfATriggerIsDueWhenItSaid() {
    TriggerTimes ended = asked(4);
    assertEquals(NOON.plus(MINUTE.multipliedBy(2)), ended.ofRunAt(NOON.plusSeconds(121)));
    assertEquals(null, asked(5).ofRunAt(NOON));
  }

  @Test
  void aPeriodicRunIsDueWhenItsFutureSays() {
    PeriodicTimes times = new PeriodicTimes(NOON, MINUTE);
    assertEquals(NOON, times.ofRunAt(NOON.plusSeconds(3)));
    times.follow(new Until(-7));
    assertEquals(NOON.plusSeconds(80), times.ofRunAt(NOON.plusSeconds(87)));
    times.follow(new Until(50));
    assertEquals(NOON.plusSeconds(120), times.ofRunAt(NOON.plusSeconds(130)));
    times.follow(new Until(-600));
    assertEquals(NOON, times.ofRunAt(NOON.plusSeconds(600)));
  }

  @Test
  void aFutureThatCannotSayLeavesItUnknown() {
    PeriodicTimes times = new PeriodicTimes(NOON, MINUTE);
    times.follow(new Until(null));
    assertEquals(null, times.ofRunAt(NOON));
  }

  /** So many seconds before its next run. */
  private static final class Until extends FutureTask<Boolean> implements ScheduledFuture<Boolean> {
    private final Integer seconds;

    Until(Integer seconds) {
      super(() -> true);
      this.seconds = seconds;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      if (seconds == null) {
        throw new UnsupportedOperationException();
      }
      return unit.convert(Duration.ofSeconds(seconds));
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
