package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.agent.SimulatedClock;
import io.flightlog.metrics.RecordedDiagnostics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpoolHealthTest {
  private static final Duration PAUSE = Duration.ofNanos(SpoolHealth.PAUSE_NANOS);
  private static final Duration SILENCE = Duration.ofNanos(SpoolHealth.SILENCE_NANOS);
  private static final Duration NANO = Duration.ofNanos(1);

  private final SimulatedClock clock = new SimulatedClock();
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final SpoolHealth health = new SpoolHealth(diagnostics, clock);

  private boolean isWell() {
    return health.isWell(clock.nanoTime());
  }

  @Test
  void nothingIsAskedOfItBeforeItIsReady() {
    assertFalse(isWell());
    assertFalse(health.isReady());
    health.ready();
    assertTrue(health.isReady());
    assertTrue(isWell());
  }

  @Test
  void afterAFailureItIsLeftAloneForAWhile() {
    health.ready();
    health.failed("the spool cannot be written", new IOException("full"));
    assertFalse(isWell());
    clock.advance(PAUSE.minus(NANO));
    assertFalse(isWell());
    clock.advance(NANO);
    assertTrue(isWell(), "one more try");
    health.failed("the spool cannot be written", new IOException("full"));
    assertFalse(isWell());
    health.succeeded();
    assertTrue(isWell(), "at once");
  }

  @Test
  void eachTroubleIsSaidOnceUntilItIsOver() {
    health.ready();
    for (int i = 0; i < 3; i++) {
      health.failed("the spool cannot be written", new IOException("full, try " + i));
      health.failed("the spool is full", null);
    }
    assertEquals(
        List.of(
            "the spool cannot be written; events stay in memory until that passes:"
                + " java.io.IOException: full, try 0",
            "the spool is full; events stay in memory until that passes"),
        diagnostics.warnings());
    health.failed("the spool cannot be written", new IllegalStateException());
    assertEquals(3, diagnostics.warnings().size(), "another kind");
    health.succeeded();
    health.succeeded();
    assertEquals(List.of("the spool takes events again"), diagnostics.infos());
    health.failed("the spool is full", null);
    assertEquals(4, diagnostics.warnings().size(), "again, as it was over");
    assertEquals(List.of(), diagnostics.errors());
  }

  @Test
  void aCallThatDoesNotReturnIsADiskThatIsAway() {
    health.ready();
    health.begins(clock.nanoTime());
    clock.advance(SILENCE.minus(NANO));
    assertTrue(isWell());
    health.noticeSilence(clock.nanoTime());
    clock.advance(NANO);
    assertFalse(isWell());
    assertEquals(List.of(), diagnostics.warnings(), "nobody noticed");
    health.noticeSilence(clock.nanoTime());
    health.noticeSilence(clock.nanoTime());
    assertEquals(
        List.of(
            "the disk of the spool has not answered for 2 s; events stay in memory until it does"),
        diagnostics.warnings());
    assertEquals(List.of(), diagnostics.infos());
    health.ended();
    assertTrue(isWell());
    health.noticeSilence(clock.nanoTime());
    health.noticeSilence(clock.nanoTime());
    assertEquals(List.of("the disk of the spool answers again"), diagnostics.infos());
    health.begins(clock.nanoTime());
    clock.advance(SILENCE);
    health.noticeSilence(clock.nanoTime());
    assertEquals(2, diagnostics.warnings().size(), "another silence");
  }

  @Test
  void anIdleDiskIsNotSilent() {
    health.ready();
    health.begins(clock.nanoTime());
    health.ended();
    clock.advance(Duration.ofDays(1));
    assertTrue(isWell());
    health.noticeSilence(clock.nanoTime());
    assertEquals(List.of(), diagnostics.warnings());
  }
}
