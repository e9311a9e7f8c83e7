package io.flightlog.benchmarks.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> happened = new ArrayList<>();

  @Test
  void whatIsDueHappensInOrderAtItsMoment() {
    time.after(30, () -> note("last"));
    time.after(10, () -> note("first"));
    time.after(10, () -> note("second"));
    time.runUntil(29);
    assertEquals(List.of("first at 10", "second at 10"), happened);
    assertEquals(29, time.nanoTime());
    time.runUntil(30);
    assertEquals("last at 30", happened.get(2));
  }

  @Test
  void whatHappensMayAskForMore() {
    time.after(5, () -> time.after(5, () -> note("then")));
    time.runUntil(10);
    assertEquals(List.of("then at 10"), happened);
  }

  private void note(String what) {
    happened.add(what + " at " + time.nanoTime());
  }
}
