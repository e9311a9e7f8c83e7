package io.flightlog.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {

  @TempDir Path directory;

  @Test
  void readsTheFeatureReleaseWhateverTheVersionLooksLike() throws IOException {
    assertEquals(OptionalInt.of(17), Jdks.featureOf(jdk("a", "JAVA_VERSION=\"17.0.15\"")));
    assertEquals(
        OptionalInt.of(25), Jdks.featureOf(jdk("b", "OS_ARCH=\"x\"\nJAVA_VERSION=\"25\"")));
    assertEquals(OptionalInt.of(8), Jdks.featureOf(jdk("c", "JAVA_VERSION=\"1.8.0_292\"")));
    assertEquals(OptionalInt.of(21), Jdks.featureOf(jdk("d", "JAVA_VERSION=21.0.1")));
  }

  @Test
  void passesOverWhatIsNoJdk() throws IOException {
    Path withoutJava = Files.createDirectory(directory.resolve("no-java"));
    Files.writeString(withoutJava.resolve("release"), "JAVA_VERSION=\"17\"");
    assertEquals(OptionalInt.empty(), Jdks.featureOf(withoutJava));
    assertEquals(OptionalInt.empty(), Jdks.featureOf(jdk("odd", "JAVA_RUNTIME=\"17\"")));
    assertEquals(OptionalInt.empty(), Jdks.featureOf(directory.resolve("absent")));
  }

  @Test
  void takesTheFirstWithinTheBounds() throws IOException {
    Path eleven = jdk("jdk-11", "JAVA_VERSION=\"11.0.2\"");
    Path seventeen = jdk("jdk-17", "JAVA_VERSION=\"17.0.15\"");
    Path twentyFive = jdk("jdk-25", "JAVA_VERSION=\"25.0.3\"");
    Jdks jdks = new Jdks(List.of(twentyFive, directory.resolve("absent"), seventeen, eleven));
    assertEquals(Optional.of(seventeen), jdks.first(11, 17, home -> true));
    assertEquals(Optional.of(twentyFive), jdks.first(17, Integer.MAX_VALUE, home -> true));
    assertEquals(Optional.of(eleven), jdks.first(11, 17, home -> !home.equals(seventeen)));
    assertEquals(Optional.empty(), jdks.first(18, 24, home -> true));
    assertTrue(jdks.toString().contains("25 in " + twentyFive), jdks::toString);
  }

  @Test
  void countsLinksToOneJdkOnce() throws IOException {
    Path home = jdk("jdk-17", "JAVA_VERSION=\"17.0.15\"");
    Path link = Files.createSymbolicLink(directory.resolve("default"), home);
    assertEquals("[17 in " + home + "]", new Jdks(List.of(link, home)).toString());
  }

  @Test
  void findsTheJdkThatRunsThisTest() {
    int running = Runtime.version().feature();
    Path found = Jdks.find(running, running).orElseThrow();
    assertEquals(OptionalInt.of(running), Jdks.featureOf(found));
  }

  private Path jdk(String name, String release) throws IOException {
    Path home = directory.toRealPath().resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.createFile(home.resolve("bin/java"));
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(home.resolve("release"), release);
    return home;
  }
}
