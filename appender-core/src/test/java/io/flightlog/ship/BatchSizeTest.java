package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MIB = 1 << 20;

  private final BatchSize size = new BatchSize(MIB);

  @Test
  void halvesWhatWasSentDownToItsFloor() {
    size.tooLarge(600_000, 0);
    assertEquals(300_000, size.bytes());
    size.tooLarge(900_000, 0);
    assertEquals(150_000, size.bytes(), "an older, larger request still halves");
    for (int i = 0; i < 20; i++) {
      size.tooLarge(size.bytes(), 0);
    }
    assertEquals(BatchSize.MIN_BYTES, size.bytes());
  }

  @Test
  void growsAgainAfterAWhileWithoutRefusal() {
    size.tooLarge(MIB, 0);
    size.taken(29 * SECOND);
    assertEquals(MIB / 2, size.bytes());
    size.taken(30 * SECOND);
    assertEquals(MIB, size.bytes());
  }

  @Test
  void waitsTwiceAsLongEachTimeThatGrowingProvesWrong() {
    long now = 0;
    long wait = 30;
    size.tooLarge(MIB, now);
    for (int i = 0; i < 12; i++) {
      size.taken(now + (wait - 1) * SECOND);
      assertEquals(MIB / 2, size.bytes(), "grew before " + wait + " s");
      now += wait * SECOND;
      size.taken(now);
      assertEquals(MIB, size.bytes());
      size.tooLarge(MIB, now);
      wait = Math.min(3600, wait * 2);
    }
    assertTrue(wait == 3600);
  }
}
