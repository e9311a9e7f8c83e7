package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a module's unit tests a second time with other versions of some libraries, in a JVM of their
 * own. The module needs {@code junit-platform-console} on its class path.
 */
public final class TestsWithOtherJars {

  private TestsWithOtherJars() {}

  /**
   * Runs every class named {@code *Test} below a folder but those of the longer tiers. Each jar
   * takes the place of the one of its name in the class path, whatever their versions.
   *
   * @param jars a folder of them
   * @throws AssertionError with all the output when a test fails or none was found, and when a jar
   *     has nothing to replace
   */
  public static void run(Path jars, Path testClasses) {
    List<String> classPath =
        new ArrayList<>(List.of(UnitTests.classPath().split(File.pathSeparator)));
    try (Stream<Path> others = Files.list(jars)) {
      for (Path other : others.toList()) {
        String name = nameOf(other);
        boolean replaced = classPath.removeIf(entry -> nameOf(Path.of(entry)).equals(name));
        assertTrue(replaced, () -> "nothing to replace by " + other);
        classPath.add(other.toString());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Path jdk = Path.of(System.getProperty("java.home"));
    UnitTests.run(jdk, String.join(File.pathSeparator, classPath), testClasses);
  }

  /** What stands before the version. */
  private static String nameOf(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*", "");
  }
}
