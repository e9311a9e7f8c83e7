package io.flightlog.examples.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a stack trace that say what happened: each exception and cause, with its first
 * frames.
 */
final class ExceptionExcerpt {
  private static final int WIDEST = 140;

  private ExceptionExcerpt() {}

  /**
   * @param stackTrace as the JVM prints it
   * @param frames to keep of each exception
   */
  static List<String> of(String stackTrace, int frames) {
    List<String> lines = new ArrayList<>();
    int framesSeen = 0;
    for (String line : stackTrace.lines().toList()) {
      String text = line.strip();
      if (text.startsWith("at ")) {
        framesSeen++;
        if (framesSeen <= frames) {
          lines.add("    " + text);
        }
        continue;
      }
      if (text.startsWith("Caused by: ")) {
        framesSeen = 0;
      }
      // after the first frame there is only what H2 puts into a message: the server's own trace
      if (framesSeen == 0 && !text.isEmpty()) {
        lines.add(text.length() > WIDEST ? text.substring(0, WIDEST) + "..." : text);
      }
    }
    return lines;
  }
}
