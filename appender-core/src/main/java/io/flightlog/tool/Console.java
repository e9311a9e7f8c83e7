package io.flightlog.tool;

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
  void print(String line) {
    out.print(line);
    out.print('\n');
  }

  void complain(String line) {
    err.print(line);
    err.print('\n');
  }
}
