package io.flightlog.examples.fleet;

import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one line that moves while the fleet runs: rewritten in place on a terminal, else printed anew
 * every few seconds. Used by one thread; {@link #say} interrupts it for a line that stays.
 */
final class ProgressLine {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
  private static final String START_OF_LINE = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private @Nullable Duration lastPlain;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Shows how far it is.
   *
   * @param elapsed never goes back
   */
  void update(Duration elapsed, String text) {
    if (terminal) {
      out.print(START_OF_LINE + text);
      out.flush();
    } else if (lastPlain == null || elapsed.minus(PLAIN_INTERVAL).compareTo(lastPlain) >= 0) {
      out.println(text);
      lastPlain = elapsed;
    }
  }

  /** A line that stays. */
  void say(String text) {
    out.println(terminal ? START_OF_LINE + text : text);
  }
}
