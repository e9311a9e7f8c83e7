package io.flightlog.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final SimulatedClock clock = new SimulatedClock();

  @Test
  void passesWhenItsTimeIsUp() {
    Deadline deadline = Deadline.after(Duration.ofMillis(10), clock);
    assertFalse(deadline.hasPassed());
    clock.advance(Duration.ofMillis(10));
    assertTrue(deadline.hasPassed());
  }

  @Test
  void halfIsHalfOfWhatIsLeft() {
    Deadline deadline = Deadline.after(Duration.ofMillis(10), clock);
    clock.advance(Duration.ofMillis(4));
    assertEquals(Duration.ofMillis(3).toNanos(), deadline.half().remainingNanos());
  }

  @Test
  void anEndlessDurationDoesNotOverflow() {
    assertFalse(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), clock).hasPassed());
  }

  @Test
  void aNegativeDurationHasPassedAtOnce() {
    assertTrue(Deadline.after(Duration.ofSeconds(-1), clock).hasPassed());
  }

  @Test
  void anInterruptEndsAWaitAndLeavesTheFlagSet() {
    Deadline never = Deadline.after(Duration.ofDays(1), clock);
    Thread.currentThread().interrupt();
    assertFalse(never.await(() -> false));
    assertTrue(Thread.interrupted());
  }

  @Test
  void anUninterruptibleWaitGoesOnAndRestoresTheFlag() {
    Deadline soon = Deadline.after(Duration.ofMillis(20), NanoClock.SYSTEM);
    Thread.currentThread().interrupt();
    assertFalse(soon.awaitUninterruptibly(() -> false));
    assertTrue(soon.hasPassed());
    assertTrue(Thread.interrupted());
  }
}
