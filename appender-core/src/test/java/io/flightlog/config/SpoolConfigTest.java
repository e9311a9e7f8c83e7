package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolConfigTest {
  private static final Path TEMPORARY =
      Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();

  private final String user = System.getProperty("user.name");

  @AfterEach
  void giveTheNameBack() {
    System.setProperty("user.name", user);
  }

  @ParameterizedTest
  @CsvSource({
    "ann, flightlog-ann",
    "ann.b-c_d9, flightlog-ann.b-c_d9",
    "DOMAIN\\Ann Lee, flightlog-DOMAIN_Ann_Lee",
    "../../etc, flightlog-.._.._etc",
    "?, flightlog-_",
  })
  void theDefaultDirectoryIsOneOfTheUserAmongTemporaryFiles(String name, String expected) {
    System.setProperty("user.name", name);
    SpoolConfig spool = read(Map.of());
    assertEquals(TEMPORARY.resolve(expected), spool.directory());
    assertTrue(spool.directoryIsDefault());
  }

  @Test
  void aGivenDirectoryIsMadeAbsoluteAndNormal() {
    SpoolConfig spool = read(Map.of("spool.directory", "target/../target/./spool/"));
    assertEquals(Path.of("").toAbsolutePath().resolve("target/spool"), spool.directory());
    assertFalse(spool.directoryIsDefault());
    assertEquals(
        TEMPORARY.resolve("mine"),
        read(Map.of("spool.directory", "${java.io.tmpdir}/mine")).directory());
  }

  @Test
  void whatIsNoPathIsRefused() {
    for (String text : new String[] {"", "  ", "a\0b"}) {
      ConfigException refused =
          assertThrows(ConfigException.class, () -> read(Map.of("spool.directory", text)));
      assertTrue(
          refused.getMessage().startsWith("option spool.directory: must be the path of"),
          refused.getMessage());
    }
  }

  @Test
  void theGroupIsTheNodesInAnyOrderUnlessItIsNamed() {
    assertEquals("http://localhost:9200", read(Map.of()).group());
    assertEquals(
        "https://es-1:9200,https://es-2:9200",
        read(Map.of("url", "https://es-2:9200, https://es-1:9200")).group());
    assertEquals(
        "billing", read(Map.of("url", "https://es-1:9200", "spool.group", "billing")).group());
    assertThrows(ConfigException.class, () -> read(Map.of("spool.group", " ")));
  }

  private static SpoolConfig read(Map<String, String> options) {
    return PipelineConfig.from(OptionValues.of(options)).spool();
  }
}
