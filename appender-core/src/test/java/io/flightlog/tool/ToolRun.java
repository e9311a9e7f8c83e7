package io.flightlog.tool;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the tool, in this JVM. */
record ToolRun(int status, String out, String err) {
  static ToolRun of(String... args) {
    return speakingTo(new ByteArrayOutputStream(), args);
  }

  /**
   * The same.
   *
   * @param err can be read while it runs
   */
  static ToolRun speakingTo(ByteArrayOutputStream err, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        FlightlogTool.run(
            args,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new ToolRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
