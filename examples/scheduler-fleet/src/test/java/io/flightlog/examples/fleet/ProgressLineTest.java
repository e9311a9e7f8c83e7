package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void printsALineEveryFiveSecondsWhereNothingCanBeRewritten() {
    ProgressLine line = new ProgressLine(out, false);
    for (int second = 0; second <= 11; second++) {
      line.update(Duration.ofSeconds(second), "at " + second);
    }

    assertEquals("at 0\nat 5\nat 10\n", printed());
  }

  @Test
  void rewritesTheLineOnATerminal() {
    ProgressLine line = new ProgressLine(out, true);
    line.update(Duration.ZERO, "one");
    line.update(Duration.ZERO, "two");
    line.say("stays");

    assertEquals("\r\033[Kone\r\033[Ktwo\r\033[Kstays\n", printed());
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
