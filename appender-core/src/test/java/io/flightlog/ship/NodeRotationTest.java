package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NodeRotationTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = Long.MAX_VALUE - SECOND / 2;

  @Test
  void takesTurns() {
    NodeRotation rotation = new NodeRotation(3);
    assertEquals("0120120", take(rotation, 7));
  }

  @Test
  void aNodeThatFailedRestsForASecondDoublingToThirty() {
    NodeRotation rotation = new NodeRotation(2);
    for (long rest : new long[] {1, 2, 4, 8, 16, 30, 30}) {
      rotation.failed(0, now);
      assertEquals("111", take(rotation, 3));
      now += rest * SECOND - 1;
      assertEquals("111", take(rotation, 3));
      now += 1;
      assertEquals("01", take(rotation, 2));
    }
    rotation.succeeded(0);
    rotation.failed(0, now);
    now += SECOND;
    assertEquals("01", take(rotation, 2));
  }

  @Test
  void whenAllRestTheOneWhoseRestEndsFirstIsTaken() {
    NodeRotation rotation = new NodeRotation(3);
    rotation.failed(2, now);
    rotation.failed(0, now + 5);
    rotation.failed(1, now + 9);
    assertFalse(rotation.anyIsWell(now + 10));
    assertEquals("22", take(rotation, 2));
    now += SECOND;
    assertTrue(rotation.anyIsWell(now));
    assertEquals("22", take(rotation, 2));
  }

  @Test
  void theOnlyNodeIsAlwaysTaken() {
    NodeRotation rotation = new NodeRotation(1);
    rotation.failed(0, now);
    assertFalse(rotation.anyIsWell(now));
    assertEquals("00", take(rotation, 2));
  }

  private String take(NodeRotation rotation, int times) {
    StringBuilder taken = new StringBuilder();
    for (int i = 0; i < times; i++) {
      taken.append(rotation.next(now));
    }
    return taken.toString();
  }
}
