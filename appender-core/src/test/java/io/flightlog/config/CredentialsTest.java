package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One kind of credentials, complete, hidden, and on no open road. */
class CredentialsTest {
  private static final List<Map<String, String>> KINDS =
      List.of(
          Map.of("apiKey", "a2V5"),
          Map.of("apiKeyFile", "/run/secrets/key"),
          Map.of("username", "ann", "password", "s3cret"),
          Map.of("username", "ann", "passwordFile", "/run/secrets/password"),
          Map.of("bearerToken", "token"),
          Map.of("bearerTokenFile", "/run/secrets/token"),
          Map.of("url", "https://ann:s3cret@localhost"));

  @Test
  void eachKindMakesItsHeader() {
    assertEquals("ApiKey a2V5", read(KINDS.get(0)).authorization());
    assertEquals("ApiKey a2V5", read(KINDS.get(1)).authorization(" a2V5\n"));
    assertEquals("Basic YW5uOnMzY3JldA==", read(KINDS.get(2)).authorization());
    assertEquals("Basic YW5uOnMzY3JldA==", read(KINDS.get(3)).authorization("s3cret\r\n"));
    assertEquals("Bearer token", read(KINDS.get(4)).authorization());
    assertEquals("Bearer token", read(KINDS.get(5)).authorization("token"));
    assertEquals("Basic YW5uOnMzY3JldA==", read(KINDS.get(6)).authorization());
  }

  @Test
  void aPasswordInAFileKeepsItsBlanks() {
    assertEquals("Basic YW5uOiBhIGIg", read(KINDS.get(3)).authorization(" a b \n"));
  }

  @Test
  void aSecretMayComeFromTheEnvironment() {
    String path = System.getenv("PATH");
    assertEquals("ApiKey " + path, read(Map.of("apiKey", " env:PATH ")).authorization());
    assertEquals("Bearer " + path, read(Map.of("bearerToken", "env:PATH")).authorization());
    assertEquals(
        Credentials.basic("ann", path), read(Map.of("username", "ann", "password", "env:PATH")));
    OptionValues header = new OptionValues().addHeader("X-Api-Key", "env:PATH");
    assertEquals(path, PipelineConfig.from(header).http().headers().get(0).value());
    ConfigException refused =
        assertThrows(ConfigException.class, () -> read(Map.of("apiKey", "env:NO_SUCH_VARIABLE")));
    assertEquals(
        "option apiKey: the environment variable NO_SUCH_VARIABLE is not set",
        refused.getMessage());
    assertEquals("ApiKey env:PATH", read(KINDS.get(1)).authorization("env:PATH"));
  }

  @Test
  void anyTwoKindsAreTooMany() {
    for (Map<String, String> one : KINDS) {
      for (Map<String, String> other : KINDS) {
        if (one != other) {
          OptionValues both = new OptionValues();
          one.forEach(both::set);
          other.forEach(
              (name, text) -> {
                if (!(name.equals("username") && one.containsKey(name))) {
                  both.set(name, text);
                }
              });
          assertTooMany(both);
        }
      }
      OptionValues header = OptionValues.of(one);
      assertTooMany(header.addHeader("authorization", "Custom mine"));
    }
  }

  private static void assertTooMany(OptionValues values) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> PipelineConfig.from(values));
    assertTrue(refused.getMessage().endsWith("at most one may be set"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "password", "passwordFile"})
  void halfAPairIsRefused(String alone) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> read(Map.of(alone, "s3cret")));
    assertTrue(refused.getMessage().startsWith("options username, password, passwordFile:"));
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
  }

  @Test
  void otherSecretsAreOtherCredentials() {
    for (int i = 0; i < KINDS.size() - 1; i++) {
      assertEquals(read(KINDS.get(i)), read(KINDS.get(i)));
      assertNotEquals(read(KINDS.get(i)), read(KINDS.get(i + 1)));
      assertEquals("Credentials(hidden)", read(KINDS.get(i)).toString());
    }
    assertEquals(read(KINDS.get(2)), read(KINDS.get(6)));
  }

  @Test
  void noMessageShowsASecret() {
    PipelineConfig config =
        PipelineConfig.from(
            OptionValues.of(Map.of("apiKey", "topsecret")).addHeader("X-Token", "topsecret"));
    assertFalse(config.toString().contains("topsecret"), config.toString());
    assertRefusedWithout("top", OptionValues.of(Map.of("apiKey", "top\u0001secret")));
    assertRefusedWithout("top", OptionValues.of(Map.of("proxy", "http://a:top@proxy:3128")));
    assertRefusedWithout("top", OptionValues.of(Map.of("proxy", "http://a:t/op#top@proxy:3128")));
    assertRefusedWithout(
        "top", new OptionValues().addHeader("Authorization: ApiKey top", "anything"));
    ConfigException value =
        assertThrows(
            ConfigException.class, () -> new OptionValues().addHeader("X-Key", "top\r\nA: b"));
    assertEquals(
        "option headers.value of X-Key: must be without control characters", value.getMessage());
    ConfigException name =
        assertThrows(ConfigException.class, () -> new OptionValues().addHeader("top\n", "x"));
    assertFalse(name.getMessage().contains("top"), name.getMessage());
  }

  private static void assertRefusedWithout(String part, OptionValues values) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> PipelineConfig.from(values));
    assertFalse(refused.getMessage().contains(part), refused.getMessage());
    assertTrue(refused.getMessage().startsWith("option "), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9200",
        "http://LOCALHOST",
        "http://127.0.0.1:9200",
        "http://127.8.9.10",
        "http://[::1]:9200",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1]",
        "https://es-1:9200",
        "http://localhost,https://es-1",
      })
  void travelEncryptedOrWithinThisMachine(String url) {
    PipelineConfig config = PipelineConfig.from(OptionValues.of(Map.of("url", url, "apiKey", "k")));
    assertNull(config.insecureCredentials());
  }

  @ParameterizedTest
  @CsvSource({
    "http://es-1:9200, http://es-1:9200",
    "HTTP://es-1, HTTP://es-1",
    "'https://es-1,http://es-2', http://es-2",
    "http://127.0.0.1.example.com, http://127.0.0.1.example.com",
    "http://localhost.example.com, http://localhost.example.com",
    "http://10.0.0.1, http://10.0.0.1",
    "http://0.0.0.0, http://0.0.0.0",
    "http://[::2], http://[::2]",
    "http://[::ffff:10.0.0.1], http://[::ffff:10.0.0.1]",
  })
  void areRefusedOnAnOpenRoadUnlessThatIsAllowed(String url, String shown) {
    for (Map<String, String> kind : KINDS.subList(0, 6)) {
      assertOnlyIfAllowed(OptionValues.of(kind).set("url", url), shown);
    }
    for (String header :
        List.of(
            "Authorization",
            "proxy-authorization",
            "Cookie",
            "X-API-KEY",
            "es-secondary-authorization")) {
      assertOnlyIfAllowed(new OptionValues().set("url", url).addHeader(header, "s3cret"), shown);
    }
    OptionValues harmless = new OptionValues().set("url", url).addHeader("X-Tenant", "blue");
    assertNull(PipelineConfig.from(harmless).insecureCredentials());
  }

  @Test
  void theUserInAUrlOnAnOpenRoadIsRefusedToo() {
    assertOnlyIfAllowed(new OptionValues().set("url", "http://ann:s3cret@es-1"), "http://es-1");
  }

  @Test
  void aProxyIsPartOfTheRoadToAnHttpUrl() {
    OptionValues values = OptionValues.of(Map.of("proxy", "http://proxy:3128", "apiKey", "k"));
    assertOnlyIfAllowed(values, "http://localhost:9200 through the proxy http://proxy:3128");
    Map<String, String> tunnel =
        Map.of("url", "https://es-1", "proxy", "http://proxy:3128", "apiKey", "k");
    assertNull(PipelineConfig.from(OptionValues.of(tunnel)).insecureCredentials());
  }

  private static void assertOnlyIfAllowed(OptionValues values, String where) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> PipelineConfig.from(values));
    assertEquals(
        "option url: credentials would travel unencrypted to "
            + where
            + ": must be https, or else option allowInsecureCredentials must be true",
        refused.getMessage());
    PipelineConfig allowed = PipelineConfig.from(values.set("allowInsecureCredentials", "true"));
    assertEquals(
        "credentials travel unencrypted to "
            + where
            + ", because allowInsecureCredentials is true: whoever is on the way can read and use"
            + " them",
        allowed.insecureCredentials());
  }

  private static Credentials read(Map<String, String> options) {
    return PipelineConfig.from(OptionValues.of(options)).http().credentials();
  }
}
