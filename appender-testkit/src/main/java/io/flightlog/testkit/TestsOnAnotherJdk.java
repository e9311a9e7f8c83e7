package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flightlog.testkit.server.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs a module's unit tests a second time, in a JVM of another release, with the class path of the
 * running test. The module needs {@code junit-platform-console} on it.
 */
public final class TestsOnAnotherJdk {

  private TestsOnAnotherJdk() {}

  /**
   * Runs every class named {@code *Test} below a folder but those of the longer tiers. Skips the
   * calling test, with the reason, on a machine without such a JDK.
   *
   * @param release feature release, such as 25
   * @throws AssertionError with all the output when a test fails or none was found
   */
  public static void run(int release, Path testClasses) {
    Optional<Path> jdk = Jdks.find(release, release);
    assumeTrue(jdk.isPresent(), () -> "needs a JDK " + release + ", found " + Jdks.ofThisMachine());
    List<String> command =
        List.of(
            jdk.orElseThrow().resolve("bin/java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
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
        assertEquals(0, child.waitFor(), () -> "on JDK " + release + ":\n" + output);
      } finally {
        child.destroyForcibly();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while tests ran on JDK " + release, interrupted);
    }
  }
}
