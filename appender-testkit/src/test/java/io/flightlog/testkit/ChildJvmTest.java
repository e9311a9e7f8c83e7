package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChildJvmTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void runsToTheEndAndHasStatusAndAllOutput() {
    ChildJvm.Ended ended = ChildJvm.run(JAVA_HOME, ChildProgram.class, "end");
    assertEquals(3, ended.status(), ended::output);
    assertTrue(ended.output().contains("an error line\n"), ended::output);
    assertTrue(ended.output().endsWith("stdin -1"), ended::output);
  }

  @Test
  void whatWasPromisedBeforeTheKillIsThereAfterIt() {
    try (ChildJvm child = start("promise")) {
      String early = child.awaitLine("promise 100", PATIENCE);
      child.kill();
      assertEquals(KILLED, child.awaitEnd(PATIENCE));
      String last = child.lastLine("promise ").orElseThrow();
      assertTrue(number(last) >= number(early), last);
      String expected = String.valueOf(number(last));
      assertTrue(child.output().contains("promise " + expected + "\n"));
      assertFalse(child.output().contains("promise " + (number(last) + 1) + "\n"));
      assertEquals(Optional.empty(), child.lastLine("nothing"));
    }
  }

  @Test
  void halfALineIsNoPromise() {
    try (ChildJvm child = start("half")) {
      assertEquals(0, child.awaitEnd(PATIENCE));
      assertEquals(Optional.of("promise 1"), child.lastLine("promise "));
      assertTrue(child.output().endsWith("promise 2"), child::output);
    }
  }

  @Test
  void aChildThatPrintsMuchIsNeverHeldUp() {
    try (ChildJvm child = start("flood")) {
      child.awaitLine("flooded", PATIENCE);
      assertTrue(child.awaitLine("promise 7 ", PATIENCE).endsWith("x"), "also what came before");
      String last = child.lastLine("promise ").orElseThrow();
      assertTrue(last.startsWith("promise " + (ChildProgram.FLOOD - 1) + " "), last);
    }
  }

  @Test
  void waitingForALineFailsWhenTheChildEndsOrTimeIsUp() {
    try (ChildJvm ended = start("half");
        ChildJvm alive = start("hold")) {
      assertFailsWith("ended without it", () -> ended.awaitLine("never", PATIENCE));
      assertFailsWith("not within", () -> alive.awaitLine("never", Duration.ofMillis(1)));
      assertFailsWith("has not ended", () -> alive.awaitEnd(Duration.ofMillis(1)));
      assertTrue(alive.alive());
    }
  }

  @Test
  void terminatedInAnOrderlyWayItRunsItsHooks() {
    try (ChildJvm child = start("hook")) {
      child.awaitLine("ready", PATIENCE);
      child.terminate();
      assertEquals(TERMINATED, child.awaitEnd(PATIENCE));
      assertEquals(Optional.of("terminated"), child.lastLine("terminated"));
    }
  }

  @Test
  void killingTakesDescendantsAlong() {
    try (ChildJvm child = start("parent")) {
      long descendant = number(child.awaitLine("child ", PATIENCE));
      child.kill();
      assertGone(descendant);
    }
  }

  @Test
  void closingLeavesNoProcessBehind() {
    long pid;
    try (ChildJvm child = start("hold")) {
      pid = number(child.awaitLine("pid ", PATIENCE));
    }
    assertGone(pid);
  }

  @Test
  void underATracerItIsTheJvmThatIsKilledAndTerminated() {
    assumeTrue(onPath("strace"), "needs strace");
    List<String> strace =
        List.of("strace", "-f", "-e", "trace=none", "-o", folder.resolve("trace").toString());
    try (ChildJvm child =
        ChildJvm.startUnder(strace, JAVA_HOME, List.of(), ChildProgram.class, "promise")) {
      long pid = number(child.awaitLine("pid ", PATIENCE));
      child.awaitLine("promise 100", PATIENCE);
      child.kill();
      assertEquals(KILLED, child.awaitEnd(PATIENCE));
      assertGone(pid);
    }
    try (ChildJvm child =
        ChildJvm.startUnder(strace, JAVA_HOME, List.of(), ChildProgram.class, "hook")) {
      child.awaitLine("ready", PATIENCE);
      child.terminate();
      child.awaitLine("terminated", PATIENCE);
      assertEquals(TERMINATED, child.awaitEnd(PATIENCE));
    }
  }

  private static ChildJvm start(String what) {
    return ChildJvm.start(JAVA_HOME, List.of("-XX:TieredStopAtLevel=1"), ChildProgram.class, what);
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }

  /** An orphan is dead before whoever takes it over has noticed. */
  private static void assertGone(long pid) {
    Eventually.await(
        "process " + pid + " is gone",
        PATIENCE,
        () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static void assertFailsWith(String why, Runnable wait) {
    String message = String.valueOf(assertThrows(AssertionError.class, wait::run).getMessage());
    assertTrue(message.contains(why), message);
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
