package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.RecordedDiagnostics;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CloneWatchTest {
  private final AtomicInteger drawn = new AtomicInteger();
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final CloneWatch watch = new CloneWatch(drawn::incrementAndGet, diagnostics);

  @Test
  void oneRequestWithConflictsIsTheServersOwnRepetition() {
    assertFalse(watch.answered(1000, true));
    assertFalse(watch.answered(0, true));
    assertFalse(watch.answered(1000, true));
    assertEquals(0, drawn.get());
  }

  @Test
  void requestAfterRequestWithConflictsIsACopyAndDrawsOneNewInstance() {
    assertFalse(watch.answered(3, true));
    assertFalse(watch.answered(0, false), "a mere retry says nothing");
    assertTrue(watch.answered(3, true));
    assertTrue(watch.answered(3, true));
    assertEquals(1, drawn.get());
    assertEquals(1, diagnostics.warnings().size());
    assertFalse(watch.answered(0, true));
  }
}
