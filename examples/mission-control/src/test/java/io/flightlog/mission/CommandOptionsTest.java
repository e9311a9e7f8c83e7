package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.ConfigException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandOptionsTest {
  private static Settings settings(Map<String, String> environment, String... arguments) {
    CommandOptions options = new CommandOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.settings(environment);
  }

  private static String refusal(String... arguments) {
    return assertThrows(ConfigException.class, () -> settings(Map.of(), arguments)).getMessage();
  }

  @Test
  void byDefaultItListensOnLoopbackAndSearchesAllLogs() {
    Settings settings = settings(Map.of());
    assertTrue(settings.bind().isLoopbackAddress());
    assertEquals(URI.create("http://localhost:9200"), settings.url());
    assertEquals("logs-*", settings.indices());
    assertEquals(7070, settings.port());
  }

  @Test
  void badValuesAreRefusedByNameAndBound() {
    assertEquals("--port must be a number from 0 to 65535, was '70000'", refusal("--port=70000"));
    assertTrue(refusal("--indices=Logs Upper").startsWith("--indices must be "));
    assertTrue(refusal("--kibana=localhost:5601").startsWith("--kibana must be a URL"));
    assertTrue(refusal("--elasticsearch=ftp://x").contains("url"));
    assertTrue(refusal("--ca-file=/no/such/file").startsWith("--ca-file must be a file"));
  }

  @Test
  void secretsAreNeitherTakenFromArgumentsNorShown() {
    String message = refusal("--elasticsearch=https://elastic:hush@es:9200");
    assertFalse(message.contains("hush"), message);
    Settings settings =
        settings(
            Map.of(CommandOptions.API_KEY_VARIABLE, "c2VjcmV0a2V5"),
            "--elasticsearch=https://es-1:9200");
    assertEquals(
        "ApiKey c2VjcmV0a2V5", settings.elasticsearch().http().credentials().authorization());
    assertFalse(settings.toString().contains("c2VjcmV0a2V5"), settings.toString());
  }

  @Test
  void aKeyDoesNotTravelUnencryptedToAnotherMachineUnasked() {
    Map<String, String> key = Map.of(CommandOptions.API_KEY_VARIABLE, "c2VjcmV0a2V5");
    assertThrows(ConfigException.class, () -> settings(key, "--elasticsearch=http://es-1:9200"));
    assertEquals(
        URI.create("http://es-1:9200"),
        settings(key, "--elasticsearch=http://es-1:9200", "--allow-insecure-credentials").url());
  }
}
