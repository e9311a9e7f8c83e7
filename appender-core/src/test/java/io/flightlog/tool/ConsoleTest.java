package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(stream(out), stream(err), () -> 0);

  @Test
  void printsLinesAndNothingThatATerminalWouldObey() {
    console.print("target   a\u001b[2Jb\u202e\r");
    console.print("");
    console.print("two\nlines");
    console.complain("could not read \u009b31mfile");
    assertEquals("target   a [2Jb  \n\ntwo\nlines\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("could not read  31mfile\n", err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
