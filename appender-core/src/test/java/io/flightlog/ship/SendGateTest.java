package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.RetryConfig;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendGateTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MAX = 10 * SECOND;

  private long now = Long.MAX_VALUE - SECOND;
  private final SendGate gate =
      new SendGate(
          new RetryBackoff(
              new RetryConfig(Duration.ofMillis(100), Duration.ofSeconds(10)), new Random(3)),
          now);

  @Test
  void flowsAtFirst() {
    assertTrue(gate.permits(now));
    assertFalse(gate.sent());
    assertTrue(gate.permits(now));
  }

  @Test
  void pausesAfterAFailureButStaysOpen() {
    assertFalse(gate.failed(now, now, SECOND));
    assertEquals(SendGate.State.FLOWING, gate.state());
    assertFalse(gate.permits(now + SECOND - 1));
    assertTrue(gate.permits(now + SECOND));
  }

  @Test
  void shutsAfterFailuresInARowAndLetsOneProbeThrough() {
    assertFalse(failNext());
    assertFalse(failNext());
    assertTrue(failNext());
    assertEquals(SendGate.State.SHUT, gate.state());

    now += MAX;
    assertTrue(gate.permits(now));
    assertTrue(gate.sent());
    assertEquals(SendGate.State.PROBING, gate.state());
    assertFalse(gate.permits(now + 100 * MAX));
  }

  @Test
  void oneLongSilenceIsEnoughToShutIt() {
    long sentAt = now;
    now += SendGate.SILENCE_TO_SHUT_NANOS;
    assertTrue(gate.failed(sentAt, now, 0));
    assertEquals(SendGate.State.SHUT, gate.state());
  }

  @Test
  void oneSlowFailureBesideSuccessesIsNotEnoughToShutIt() {
    long sentAt = now;
    gate.succeeded(sentAt, now + SECOND);
    now += SendGate.SILENCE_TO_SHUT_NANOS;
    assertFalse(gate.failed(sentAt, now, 0));
    assertEquals(SendGate.State.FLOWING, gate.state());
  }

  @Test
  void aFailedProbeShutsItAgainWithoutBeginningAnotherOutage() {
    shut();
    now += MAX;
    gate.sent();
    assertFalse(gate.failed(now, now + SECOND, 0));
    assertEquals(SendGate.State.SHUT, gate.state());
    assertTrue(gate.permits(now + SECOND + MAX));
  }

  @Test
  void aProbeThatSucceedsOpensItAndEndsTheOutage() {
    shut();
    now += MAX;
    gate.sent();
    assertTrue(gate.succeeded(now, now + SECOND));
    assertEquals(SendGate.State.FLOWING, gate.state());
    assertTrue(gate.permits(now + SECOND));
    assertFalse(gate.succeeded(now, now + SECOND));
  }

  @Test
  void aSuccessBetweenFailuresStartsTheCountAnew() {
    for (int i = 0; i < 20; i++) {
      assertFalse(failNext());
      assertFalse(failNext());
      now += MAX;
      assertFalse(gate.succeeded(now, now));
    }
  }

  @Test
  void requestsThatWereUnderWayTogetherFailAsOne() {
    long sentAt = now;
    for (int i = 0; i < 16; i++) {
      now += 1000;
      assertFalse(gate.failed(sentAt, now, 0));
    }
    assertEquals(SendGate.State.FLOWING, gate.state());
  }

  @Test
  void aLateSuccessOfAnOlderRequestDoesNotShortenThePause() {
    gate.failed(now, now, SECOND);
    gate.succeeded(now - SECOND, now + 1);
    assertFalse(gate.permits(now + 2));
  }

  @Test
  void aLateSuccessOfAnOlderRequestDoesNotStartTheCountAnew() {
    long sentAt = now;
    failNext();
    failNext();
    gate.succeeded(sentAt, now);
    assertTrue(failNext());
  }

  @Test
  void aLateSuccessWhileShutOpensIt() {
    long sentAt = now;
    shut();
    assertTrue(gate.succeeded(sentAt, now));
    assertTrue(gate.permits(now));
  }

  @Test
  void aLateFailureOfAnOlderRequestLeavesTheProbeAlone() {
    long sentAt = now;
    shut();
    now += MAX;
    gate.sent();
    assertFalse(gate.failed(sentAt, now, 0));
    assertEquals(SendGate.State.PROBING, gate.state());
  }

  @Test
  void whatOnlyAPersonCanMendShutsItAtOnceAndSlowly() {
    gate.held(now);
    assertEquals(SendGate.State.SHUT, gate.state());
    assertFalse(gate.permits(now + MAX / 2 - 1));
    assertTrue(gate.permits(now + MAX));
  }

  @Test
  void isNeverShutForLongerThanTheMaximum() {
    shut();
    for (int i = 0; i < 1000; i++) {
      now += MAX;
      assertTrue(gate.permits(now));
      gate.sent();
      if (i % 3 == 0) {
        gate.held(now);
      } else {
        gate.failed(now, now, i * SECOND);
      }
    }
  }

  private void shut() {
    while (!failNext()) {
      assertEquals(SendGate.State.FLOWING, gate.state());
    }
  }

  private boolean failNext() {
    now += MAX;
    return gate.failed(now, now, 0);
  }
}
