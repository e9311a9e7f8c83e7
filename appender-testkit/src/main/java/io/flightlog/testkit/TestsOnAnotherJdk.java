package io.flightlog.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flightlog.testkit.server.Jdks;
import java.nio.file.Path;
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
   * @throws AssertionError with the list of failures, then all the output, when a test fails or
   *     none was found
   */
  public static void run(int release, Path testClasses) {
    Optional<Path> jdk = Jdks.find(release, release);
    assumeTrue(jdk.isPresent(), () -> "needs a JDK " + release + ", found " + Jdks.ofThisMachine());
    UnitTests.run(jdk.orElseThrow(), UnitTests.classPath(), testClasses);
  }
}
