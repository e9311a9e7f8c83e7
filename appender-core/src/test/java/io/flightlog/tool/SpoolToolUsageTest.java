package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tool says to whoever calls it wrongly, or asks how. */
class SpoolToolUsageTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "verify", "export", "replay"})
  void everyCommandTellsHowItIsUsed(String command) {
    ToolRun run = ToolRun.of("spool", command, "--help");
    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("usage: spool " + command + " DIR"), run::out);
    assertTrue(run.out().contains("exit status: 0"), run::out);
    assertTrue(ToolRun.of("--help").out().contains("  " + command), command);
    assertTrue(
        run.lines().stream().allMatch(line -> line.length() <= 100), "fits a terminal: " + run);
  }

  @Test
  void printsItsVersion() {
    assertTrue(ToolRun.of("--version").out().startsWith("flightlog 0."));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertMistake("there is no command spool lits", "spool", "lits", "x");
    assertMistake("did you mean: spool list", "list", "x");
    assertMistake("there is no option --jsn", "spool", "list", "--jsn", "x");
    assertMistake("option --json takes no value", "spool", "list", "--json=1", "x");
    assertMistake("option --instance needs a value", "spool", "show", "x", "--instance");
    assertMistake("which directory?", "spool", "list");
    assertMistake("one directory only", "spool", "list", "x", "y");
    assertEquals(2, ToolRun.of().status());
    assertEquals(2, ToolRun.of("spool").status());
  }

  @Test
  void refusesWhatIsNoSpool() throws IOException {
    assertMistake("does not exist", "spool", "list", directory.resolve("missing").toString());
    Files.writeString(directory.resolve("file"), "");
    assertMistake("is no spool of Flightlog", "spool", "list", directory.toString());
    assertMistake("is no spool", "spool", "verify", directory.resolve("file").toString());
    Files.delete(directory.resolve("file"));
    assertMistake(
        "there is no instance x", "spool", "export", directory.toString(), "--instance=x");
  }

  private static void assertMistake(String words, String... args) {
    ToolRun run = ToolRun.of(args);
    assertEquals(2, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("flightlog: "), run::err);
    assertTrue(run.err().contains(words), run::err);
    assertFalse(run.err().contains("\tat "), run::err);
  }
}
