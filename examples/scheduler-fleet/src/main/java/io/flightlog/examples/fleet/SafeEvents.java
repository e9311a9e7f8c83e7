package io.flightlog.examples.fleet;

import io.flightlog.metrics.PipelineStats;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of its events an instance says are safe: the first so many. It says so by a line on its
 * console, of which only a whole one counts: half a line of a killed process is no promise.
 *
 * @param written sent, or in its spool
 * @param sent have met their fate: Elasticsearch has them
 */
record SafeEvents(long written, long sent) {
  static final SafeEvents NONE = new SafeEvents(0, 0);

  private static final Pattern LINE =
      Pattern.compile("^events: (\\d+) written, (\\d+) sent\n", Pattern.MULTILINE);

  static SafeEvents of(PipelineStats stats) {
    return new SafeEvents(stats.writtenSequence() + 1, stats.settledSequence() + 1); // from 0 on
  }

  String line() {
    return "events: " + written + " written, " + sent + " sent";
  }

  /** What the last such line says. */
  static SafeEvents lastOf(String console) {
    SafeEvents last = NONE;
    Matcher lines = LINE.matcher(console);
    while (lines.find()) {
      last = new SafeEvents(Long.parseLong(lines.group(1)), Long.parseLong(lines.group(2)));
    }
    return last;
  }
}
