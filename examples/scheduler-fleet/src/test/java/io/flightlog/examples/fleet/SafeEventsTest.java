package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeEventsTest {
  @Test
  void theLastLineCounts() {
    String console =
        new SafeEvents(7, 3).line() + "\nan event\n" + new SafeEvents(12, 7).line() + "\nanother";

    assertEquals(new SafeEvents(12, 7), SafeEvents.lastOf(console));
  }

  @Test
  void halfALineIsNoPromise() {
    String console = new SafeEvents(7, 3).line() + "\n" + new SafeEvents(123, 120).line();

    assertEquals(new SafeEvents(7, 3), SafeEvents.lastOf(console));
  }

  @Test
  void nothingIsSafeBeforeItIsSaid() {
    assertEquals(SafeEvents.NONE, SafeEvents.lastOf("starting\n"));
  }
}
