package io.flightlog.tool;

import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.FileReport;
import io.flightlog.spool.FileReport.Condition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

/** Prints what waits. */
final class ExportCommand implements Command {
  private static final String BULK = "--bulk";

  /** Whoever read the output has gone. */
  private static final class OutputClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "print the documents as NDJSON";
  }

  @Override
  public String help() {
    return """
        usage: spool export DIR [--bulk] [--instance ID]

        Prints the documents on standard output, a line of JSON each, oldest first: within an
        instance by sequence, instances by the age of their files. Removes nothing. Where a write
        was repeated, a document may come twice, with the same event.sequence.

          --bulk           pairs of lines, action and document, as POST _bulk takes them (an id
                           in each action: sent twice, a document is stored once)
          --instance ID    only this one

        Damaged parts are skipped and named on standard error.
        exit status: 0; 1 something was skipped; 2 DIR cannot be read""";
  }

  @Override
  public Set<String> flags() {
    return Set.of(BULK);
  }

  @Override
  public Set<String> valued() {
    return Set.of(Selection.INSTANCE);
  }

  @Override
  public int run(Arguments arguments, Console console) throws UsageException, IOException {
    boolean withActions = arguments.has(BULK);
    BatchFileReader reader = new BatchFileReader(new DiskStorage());
    OldestFirst files = new OldestFirst(Selection.of(arguments).instances(), reader);
    boolean whole = true;
    try {
      for (OldestFirst.Next next = files.next(); next != null; next = files.next()) {
        FileReport file =
            reader.read(next.path(), pairs -> print(pairs, withActions, console.out()));
        whole &= report(next.path(), file, next.mayBeInUse(), console);
      }
    } catch (OutputClosed enough) {
      return NOT_FINE;
    }
    return whole ? FINE : NOT_FINE;
  }

  private static boolean report(Path path, FileReport file, boolean mayBeInUse, Console console)
      throws IOException {
    if (!file.isWaiting()) {
      return true;
    }
    if (file.condition() == Condition.NEWER) {
      console.complain(path + ": skipped: written by a later version of Flightlog");
      return false;
    }
    if (file.isSound() || (mayBeInUse && BeingWritten.is(path, file, console))) {
      return true;
    }
    console.complain(path + ": skipped in part: " + Words.damage(file));
    return false;
  }

  private static void print(byte[] pairs, boolean withActions, PrintStream out) {
    if (withActions) {
      out.write(pairs, 0, pairs.length);
    } else {
      int start = 0;
      boolean inDocument = false;
      for (int i = 0; i < pairs.length; i++) {
        if (pairs[i] == '\n') {
          if (inDocument) {
            out.write(pairs, start, i + 1 - start);
          }
          start = i + 1;
          inDocument = !inDocument;
        }
      }
    }
    if (out.checkError()) {
      throw new OutputClosed();
    }
  }
}
