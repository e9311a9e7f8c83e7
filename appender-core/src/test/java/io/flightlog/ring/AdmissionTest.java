package io.flightlog.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.agent.SimulatedClock;
import io.flightlog.config.ByteSize;
import io.flightlog.config.QueueConfig;
import io.flightlog.config.QueueConfig.WhenFull;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final int SLOTS = 64;
  private static final Duration MAX_WAIT = Duration.ofMillis(50);

  private final SimulatedClock clock = new SimulatedClock();
  private final EventRing ring = new EventRing(SLOTS, 64, 1024);
  private final Counters counters = new Counters();
  private final Drain drain = new Drain();
  private Runnable whileParked = () -> {};
  private Duration parked = Duration.ZERO;
  private int spoolFill;

  @Test
  void acceptsWithoutWaitingWhileThereIsRoom() {
    Admission admission = admission(WhenFull.WAIT);
    for (int i = 0; i < SLOTS; i++) {
      assertTrue(admission.offer(Severity.TRACE, new byte[1], 1));
    }
    assertEquals(Duration.ZERO, parked);
    assertEquals(SLOTS, stats().accepted());
  }

  @Test
  void waitsForRoomAndTakesIt() {
    Admission admission = filled(WhenFull.WAIT);
    whileParked = () -> drain.events(1);
    assertTrue(admission.offer(Severity.DEBUG, new byte[1], 1));
    assertFalse(admission.isPressed());
  }

  @Test
  void waitsNoLongerThanMaxWaitThenCounts() {
    Admission admission = filled(WhenFull.WAIT);
    assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    assertEquals(MAX_WAIT, parked);
    assertEquals(1, dropped(DropReason.FULL, Severity.ERROR));
    assertTrue(admission.isPressed());
  }

  @Test
  void whenPressedNobodyWaitsButOneProbeASecond() {
    Admission admission = pressed();
    for (int i = 0; i < 100; i++) {
      assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    }
    assertEquals(Duration.ZERO, parked);
    clock.advance(Duration.ofSeconds(1));
    assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    assertEquals(MAX_WAIT, parked, "the probe waits");
    assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    assertEquals(MAX_WAIT, parked, "only one");
  }

  @Test
  void whenPressedTheLeastSevereAreShedFirst() {
    Admission admission = pressed();
    drain.events(SLOTS - 58); // 58 of 64 are 90.6 %
    assertFalse(admission.offer(Severity.DEBUG, new byte[1], 1));
    assertFalse(admission.offer(Severity.INFO, new byte[1], 1));
    assertTrue(admission.offer(Severity.WARN, new byte[1], 1));
    drain.events(6); // 53 of 64 are 82.8 %
    assertFalse(admission.offer(Severity.TRACE, new byte[1], 1));
    assertTrue(admission.offer(Severity.INFO, new byte[1], 1));
    assertEquals(1, dropped(DropReason.SHED, Severity.DEBUG));
    assertEquals(1, dropped(DropReason.SHED, Severity.INFO));
    assertEquals(1, dropped(DropReason.SHED, Severity.TRACE));
    assertEquals(Duration.ZERO, parked);
  }

  @Test
  void isNormalAgainBelowHalf() {
    Admission admission = pressed();
    drain.events(SLOTS / 2);
    assertTrue(admission.offer(Severity.DEBUG, new byte[1], 1));
    assertTrue(admission.isPressed(), "half is not below half");
    drain.events(2);
    assertTrue(admission.offer(Severity.DEBUG, new byte[1], 1));
    assertFalse(admission.isPressed());
  }

  @Test
  void dropIsPressedFromTheStartAndNeverProbes() {
    Admission admission = filled(WhenFull.DROP);
    clock.advance(Duration.ofSeconds(10));
    assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    assertFalse(admission.offer(Severity.INFO, new byte[1], 1));
    assertEquals(Duration.ZERO, parked);
    assertEquals(1, dropped(DropReason.FULL, Severity.ERROR));
    assertTrue(stats().dropped(DropReason.SHED) >= 1);
  }

  @Tag("T16")
  @Test
  void anInterruptEndsTheWaitAndTheFlagStaysSet() {
    Admission admission = filled(WhenFull.WAIT);
    whileParked = () -> Thread.currentThread().interrupt();
    assertFalse(admission.offer(Severity.WARN, new byte[1], 1));
    assertTrue(Thread.interrupted());
    assertEquals(1, dropped(DropReason.INTERRUPTED, Severity.WARN));
    assertFalse(admission.isPressed(), "an interrupt says nothing about the ring");
  }

  @Test
  void closeEndsAWait() {
    Admission admission = filled(WhenFull.WAIT);
    whileParked = admission::close;
    assertFalse(admission.offer(Severity.WARN, new byte[1], 1));
    assertEquals(1, dropped(DropReason.CLOSED, Severity.WARN));
  }

  @Test
  void othersStopWaitingWhenOneWaitHasRunOut() {
    Admission admission = filled(WhenFull.WAIT);
    boolean[] nested = {false};
    whileParked =
        () -> {
          if (!nested[0]) {
            nested[0] = true;
            assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
          }
        };
    assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    assertEquals(2, dropped(DropReason.FULL, Severity.ERROR));
    assertTrue(parked.compareTo(MAX_WAIT.multipliedBy(2)) < 0, parked.toString());
  }

  @Test
  void atMostSixtyFourWaitAtOnce() {
    Admission admission = filled(WhenFull.WAIT);
    int[] depth = {1};
    whileParked =
        () -> {
          if (depth[0] < Admission.MAX_WAITERS) {
            depth[0]++;
            admission.offer(Severity.ERROR, new byte[1], 1);
          } else if (depth[0] == Admission.MAX_WAITERS) {
            depth[0]++;
            Duration before = parked;
            assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
            assertEquals(before, parked, "the next one is refused at once");
          }
        };
    admission.offer(Severity.ERROR, new byte[1], 1);
    assertEquals(Admission.MAX_WAITERS + 1, depth[0]);
    assertEquals(Admission.MAX_WAITERS + 1L, dropped(DropReason.FULL, Severity.ERROR));
  }

  @Test
  void aSpoolThatFillsTurnsTheLeastSevereAwayFirst() {
    Admission admission = admission(WhenFull.WAIT);
    long refused = 0;
    for (spoolFill = 0; spoolFill <= 100; spoolFill += 5) {
      for (Severity severity : Severity.values()) {
        boolean taken =
            switch (severity) {
              case TRACE, DEBUG -> spoolFill < 80;
              case INFO -> spoolFill < 90;
              case WARN, ERROR -> true;
            };
        refused += taken ? 0 : 1;
        assertEquals(
            taken,
            admission.offer(severity, new byte[1], 1),
            () -> severity + " at " + spoolFill + " %");
      }
      drain.events((int) ring.backlog());
    }
    assertEquals(refused, stats().dropped(DropReason.SHED));
    assertEquals(3, dropped(DropReason.SHED, Severity.INFO));
    assertEquals(Duration.ZERO, parked, "nobody waits for a disk");
    assertFalse(admission.isPressed(), "the ring has room");
    spoolFill = 0;
    assertTrue(admission.offer(Severity.TRACE, new byte[1], 1), "as soon as it has room again");
  }

  private Admission pressed() {
    Admission admission = filled(WhenFull.WAIT);
    assertFalse(admission.offer(Severity.ERROR, new byte[1], 1));
    assertTrue(admission.isPressed());
    parked = Duration.ZERO;
    return admission;
  }

  private Admission filled(WhenFull whenFull) {
    Admission admission = admission(whenFull);
    for (int i = 0; i < SLOTS; i++) {
      ring.offer(new byte[1], 1);
    }
    return admission;
  }

  private Admission admission(WhenFull whenFull) {
    QueueConfig config =
        new QueueConfig(SLOTS, new ByteSize(64), ByteSize.kibibytes(64), whenFull, MAX_WAIT);
    return new Admission(ring, config, counters, clock, this::park, () -> spoolFill);
  }

  private void park(long nanos) {
    parked = parked.plusNanos(nanos);
    clock.advance(Duration.ofNanos(nanos));
    whileParked.run();
  }

  private PipelineStats stats() {
    return counters.snapshot("test", PipelineReading.inMemory(0, 0, 0));
  }

  private long dropped(DropReason reason, Severity severity) {
    return stats().dropped().get(reason).get(severity);
  }

  private final class Drain implements SlotHandler {
    void events(int count) {
      assertEquals(count, ring.poll(this, count));
    }

    @Override
    public boolean onEvent(long sequence, byte[] bytes, int length) {
      return true;
    }

    @Override
    public boolean onAborted(long sequence) {
      return true;
    }
  }
}
