package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a module's unit tests once more, in a JVM of their own. */
final class UnitTests {

  private UnitTests() {}

  /** The class path of the running test. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * Runs every class named {@code *Test} below a folder but those of the longer tiers.
   *
   * @throws AssertionError with the launcher's list of failures, then all the output, when a test
   *     fails or none was found
   */
  static void run(Path jdk, String classPath, Path testClasses) {
    List<String> command =
        List.of(
            jdk.resolve("bin/java").toString(),
            "-Xmx1g",
            "-cp",
            classPath,
            "org.junit.platform.console.ConsoleLauncher",
            "execute",
            "--scan-classpath=" + testClasses,
            "--include-classname=.*Test",
            "--exclude-tag=full",
            "--exclude-tag=nightly",
            "--fail-if-no-tests",
            "--disable-banner",
            "--disable-ansi-colors",
            "--details=summary");
    try {
      Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(
            0, child.waitFor(), () -> jdk + ":\n" + failures(output) + "\nAll of it:\n" + output);
      } finally {
        child.destroyForcibly();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while tests ran", interrupted);
    }
  }

  /** The launcher's summary, which ends the output: who is shown only a beginning shall see it. */
  private static String failures(String output) {
    int begin = output.lastIndexOf("\nFailures (");
    return begin < 0 ? "(no list of failures)" : output.substring(begin);
  }
}
