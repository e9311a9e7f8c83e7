package io.flightlog.tool;

import io.flightlog.metrics.Printable;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Where a command speaks.
 *
 * @param out its result
 * @param err what goes wrong, and progress
 * @param wallMillis the time, from which ages are counted
 */
record Console(PrintStream out, PrintStream err, LongSupplier wallMillis) {
  private static final int MAX_CHARS = 64 << 10;

  /**
   * Prints what a person reads: of names and texts in files, what a terminal would obey is gone.
   */
  void print(String lines) {
    print(lines, out);
  }

  void complain(String lines) {
    print(lines, err);
  }

  private static void print(String lines, PrintStream to) {
    for (String line : lines.split("\n", -1)) {
      to.print(Printable.of(line, MAX_CHARS));
      to.print('\n');
    }
  }
}
