package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
  private static final long MS = 1_000_000L;

  private final ConcurrencyLimit limit = new ConcurrencyLimit(4);

  @Test
  void startsAtOneAndGrowsByOneForAsManyGoodAnswersAsItIs() {
    int[] expected = {2, 2, 3, 3, 3, 4, 4, 4};
    for (int answers = 0; answers < expected.length; answers++) {
      limit.succeeded(10 * MS, true);
      assertEquals(expected[answers], limit.limit(), "after " + (answers + 1));
    }
  }

  @Test
  void doesNotGrowWithoutNeedNorWhileTheServerSlowsDown() {
    for (int i = 0; i < 100; i++) {
      limit.succeeded(10 * MS, false);
    }
    assertEquals(1, limit.limit());
    long latency = 10 * MS;
    for (int i = 0; i < 5; i++) {
      latency *= 2;
      limit.succeeded(latency, true);
    }
    assertEquals(1, limit.limit());
  }

  @Test
  void halvesOncePerOverloadHoweverManyRequestsTellOfIt() {
    for (int i = 0; i < 6; i++) {
      limit.succeeded(10 * MS, true);
    }
    assertEquals(4, limit.limit());
    limit.overloaded(0, 100);
    limit.overloaded(10, 101);
    limit.overloaded(99, 102);
    assertEquals(2, limit.limit());
    limit.overloaded(103, 200);
    assertEquals(1, limit.limit());
    limit.overloaded(300, 400);
    assertEquals(1, limit.limit());
  }
}
