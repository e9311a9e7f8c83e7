package io.flightlog.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitedDiagnosticsTest {
  private final AtomicLong now = new AtomicLong();
  private final RecordedDiagnostics channel = new RecordedDiagnostics();
  private final Diagnostics limited = new RateLimitedDiagnostics(channel, now::get);

  @Test
  void holdsBackWhatExceedsTheBurstAndSaysHowMany() {
    for (int i = 0; i < 100; i++) {
      limited.warn("broken", null);
    }
    assertEquals(RateLimitedDiagnostics.BURST, channel.warnings().size());
    now.addAndGet(60_000_000_000L);
    limited.warn("still broken", null);
    assertEquals("still broken", channel.warnings().get(RateLimitedDiagnostics.BURST));
    int held = 100 - RateLimitedDiagnostics.BURST;
    assertEquals(
        List.of(held + " further messages were held back in the last minute"), channel.infos());
  }

  @Test
  void aChannelThatThrowsDoesNotHurtTheCaller() {
    Diagnostics broken =
        new RateLimitedDiagnostics(
            new Diagnostics() {
              @Override
              public void info(String message) {
                throw new IllegalStateException();
              }

              @Override
              public void warn(String message, Throwable cause) {
                throw new IllegalStateException();
              }

              @Override
              public void error(String message, Throwable cause) {
                throw new IllegalStateException();
              }
            },
            now::get);
    broken.info("a");
    broken.warn("b", null);
    broken.error("c", null);
  }
}
