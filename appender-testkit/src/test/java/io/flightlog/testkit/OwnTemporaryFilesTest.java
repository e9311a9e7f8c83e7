package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class OwnTemporaryFilesTest {

  /** Names its directory and leaves a file there; run by the test below. */
  static class Leaves {
    static Path left = Path.of("");

    @Test
    void aFile() throws IOException {
      left = Path.of(System.getProperty("java.io.tmpdir"));
      Files.createDirectories(left.resolve("spool"));
      Files.writeString(left.resolve("spool/batch"), "an event");
    }
  }

  @Test
  void eachRunHasADirectoryThatIsGoneBehindIt() {
    String before = System.getProperty("java.io.tmpdir");
    Path first = run();
    Path second = run();
    assertNotEquals(first, second);
    assertNotEquals(Path.of(before), first);
    assertTrue(Files.notExists(first) && Files.notExists(second), "left behind");
    assertEquals(before, System.getProperty("java.io.tmpdir"));
  }

  private static Path run() {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Leaves.class))
                .build());
    return Leaves.left;
  }
}
