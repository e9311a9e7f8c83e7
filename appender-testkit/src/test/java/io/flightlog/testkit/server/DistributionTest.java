package io.flightlog.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "elasticsearch-7.17.29.zip, elasticsearch, 7.17.29, 11, 17",
    "elasticsearch-8.11.4.zip, elasticsearch, 8.11.4, 17, 23",
    "elasticsearch-8.19.21.zip, elasticsearch, 8.19.21, 17, 2147483647",
    "elasticsearch-9.5.3-SNAPSHOT.zip, elasticsearch, 9.5.3-SNAPSHOT, 21, 2147483647",
    "opensearch-3.8.0.zip, opensearch, 3.8.0, 21, 2147483647",
    "opensearch-min-2.19.1.zip, opensearch, 2.19.1, 11, 21"
  })
  void readsProductVersionAndJdksFromTheName(
      String file, String product, String version, int minJdk, int maxJdk) throws IOException {
    Distribution distribution = Distribution.of(Files.createFile(directory.resolve(file)));
    assertEquals(product, distribution.product());
    assertEquals(version, distribution.version());
    assertEquals(minJdk, distribution.minJdk());
    assertEquals(maxJdk, distribution.maxJdk());
    assertEquals(distribution.openSearch(), distribution.demandedSettings(null).isEmpty());
  }

  @Test
  void anUnresolvedPropertyIsAMissingOne() {
    for (String value : new String[] {null, "", "${org.elasticsearch:elasticsearch:zip}"}) {
      IllegalStateException failure =
          assertThrows(IllegalStateException.class, () -> Distribution.of(value));
      assertTrue(
          failure.getMessage().contains("flightlog.elasticsearch.zip"), failure.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kibana-8.19.21.zip", "elasticsearch.zip", "elasticsearch-8.19.21.tar.gz"})
  void refusesANameThatSaysNothing(String name) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    assertThrows(IllegalArgumentException.class, () -> Distribution.of(file));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path absent = directory.resolve("elasticsearch-8.19.21.zip");
    assertThrows(IllegalArgumentException.class, () -> Distribution.of(absent));
  }
}
