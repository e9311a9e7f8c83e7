package io.flightlog.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.batch.RecordSchedule.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** One look a second; second 0 is the start, and a wall clock shows 1,000,000 ms then. */
class RecordScheduleTest {
  private static final long START_NANOS = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(20);

  private RecordSchedule schedule = scheduleEvery(60);
  private int dropped;

  @Test
  void aStatusRecordIsDueAfterAnIntervalInWhichSomethingChanged() {
    look(59, true);
    assertNull(schedule.due());
    look(60, true);
    assertEquals(Kind.STATUS, schedule.due());
    assertEquals(nanos(60), schedule.dueSince());
    look(61, true);
    assertEquals(nanos(60), schedule.dueSince(), "still the same one");
    schedule.written(nanos(62));
    look(121, true);
    assertNull(schedule.due());
    look(122, true);
    assertEquals(Kind.STATUS, schedule.due());
  }

  @Test
  void nothingIsDueWhileNothingChanges() {
    for (int second = 1; second < 1000; second++) {
      look(second, false);
      assertNull(schedule.due());
    }
    schedule.last(false);
    assertNull(schedule.due());
  }

  @Test
  void withoutAnIntervalOnlyDropsAreTold() {
    schedule = scheduleEvery(0);
    look(1000, true);
    assertNull(schedule.due());
    schedule.last(true);
    assertNull(schedule.due());
    dropped = 1;
    look(1001, true);
    assertEquals(Kind.GAP, schedule.due());
  }

  @Test
  void anEpisodeIsToldAtOnceThenEveryTenSecondsThenAtItsEnd() {
    assertEquals(
        List.of(3, 13, 23, 33), gapsOf(120, second -> second >= 3 && second <= 25 ? 5 : 0));
    assertEquals(23 * 5, schedule.droppedInEpisode());
    assertEquals(1_002_000, schedule.startMillis(), "the look before the first drop");
    assertEquals(1_025_007, schedule.endMillis(), "the look that found the last");
  }

  @Test
  void aShortEpisodeHasARecordAndItsEnd() {
    assertEquals(List.of(3, 13), gapsOf(120, second -> second == 3 ? 1 : 0));
  }

  @Test
  void dropsThatComeAndGoAreNeverToldTwiceInTenSeconds() {
    List<Integer> gaps = gapsOf(600, second -> second % 6 == 0 ? 1 : 0);
    for (int i = 1; i < gaps.size(); i++) {
      assertTrue(gaps.get(i) - gaps.get(i - 1) >= 10, gaps::toString);
    }
    assertTrue(gaps.size() > 30, gaps::toString);
  }

  @Test
  void aSecondEpisodeHasItsOwnBeginningAndCount() {
    gapsOf(60, second -> second == 3 ? 7 : 0);
    dropped += 2;
    look(61, true);
    assertEquals(Kind.GAP, schedule.due());
    assertFalse(schedule.isOver());
    assertEquals(2, schedule.droppedInEpisode());
    assertEquals(1_060_000, schedule.startMillis());
  }

  @Test
  void whatCannotBeWrittenStaysDueAndKeepsItsBeginning() {
    dropped = 1;
    for (int second = 1; second < 50; second++) {
      look(second, true);
      assertEquals(Kind.GAP, schedule.due());
    }
    assertEquals(1_000_000, schedule.startMillis());
    assertEquals(nanos(1), schedule.dueSince());
    assertTrue(schedule.isOver());
  }

  @Test
  void theLastRecordEndsAnOpenEpisodeElseTellsTheStatus() {
    schedule.last(true);
    assertEquals(Kind.STATUS, schedule.due());
    schedule.written(nanos(1));
    dropped = 1;
    look(2, true);
    schedule.written(nanos(2));
    schedule.last(false);
    assertEquals(Kind.GAP, schedule.due());
    assertTrue(schedule.isOver());
  }

  @Test
  void aWallClockThatIsSetBackGivesNoIntervalBackwards() {
    schedule.look(nanos(1), 1_001_000, 1_001_000, 0, false);
    schedule.look(nanos(2), 500_000, 500_000, 1, true);
    assertEquals(schedule.startMillis(), schedule.endMillis());
  }

  /** Seconds at which a gap record was due; each is written at once. */
  private List<Integer> gapsOf(int seconds, IntUnaryOperator dropsAt) {
    List<Integer> gaps = new ArrayList<>();
    for (int second = 1; second <= seconds; second++) {
      dropped += dropsAt.applyAsInt(second);
      look(second, false);
      if (schedule.due() == Kind.GAP) {
        gaps.add(second);
        schedule.written(nanos(second));
      }
    }
    return gaps;
  }

  private void look(int second, boolean changed) {
    assertTrue(schedule.isLookDue(nanos(second)));
    long wall = 1_000_000 + second * 1000L;
    schedule.look(nanos(second), wall, wall + 7, dropped, changed);
    assertFalse(schedule.isLookDue(nanos(second)));
  }

  private static RecordSchedule scheduleEvery(int seconds) {
    return new RecordSchedule(Duration.ofSeconds(seconds), nanos(0), 1_000_000);
  }

  private static long nanos(int second) {
    return START_NANOS + TimeUnit.SECONDS.toNanos(second);
  }
}
