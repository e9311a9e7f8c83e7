package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User and password in a URL: used, and shown nowhere. */
class NodeUrlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://ann:p%40ss@es-1:9200      | ann  | p@ss   | https://es-1:9200",
        "https://ann:p%2Fs%3As+s@es-1      | ann  | p/s:s+s| https://es-1",
        "https://ann:a:b@es-1:9200/p%2Fx/  | ann  | a:b    | https://es-1:9200/p%2Fx/",
        "HTTPS://%C3%A4nn:s3cr%C3%A9t@[::1]| änn  | s3crét | HTTPS://[::1]",
      })
  void theyBecomeBasicCredentialsAndLeaveTheUrl(
      String text, String user, String password, URI url) {
    PipelineConfig config = read(text);
    assertEquals(List.of(url), config.destination().urls());
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString(pair),
        config.http().credentials().authorization());
    assertFalse(config.toString().contains(password), config::toString);
    assertEquals(url.toString(), config.spool().group());
  }

  @Test
  void severalUrlsNameTheSameOrNone() {
    PipelineConfig both = read("https://a:b@es-1, https://a:b@es-2, https://a:b@es-1");
    assertEquals(
        List.of(URI.create("https://es-1"), URI.create("https://es-2")), both.destination().urls());
    assertNull(read("https://es-1,https://es-2").http().credentials());
    for (String texts :
        List.of("https://a:s3cret@es-1,https://es-2", "https://a:s3cret@x,https://a:other@y")) {
      ConfigException refused = assertThrows(ConfigException.class, () -> read(texts));
      assertEquals(
          "option url: all must name the same user and password, or none of them any",
          refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ann:s3/cret@es-1:9200",
        "https://ann:s3@cret@es-1:9200",
        "https://ann:s3#cret@es-1:9200",
        "https://ann:s3?cret@es-1:9200",
        "https://ann:s3,cret@es-1:9200",
        "https://ann:s3 cret@es-1:9200",
        "https://ann:s3%cret@es-1:9200",
        "https://ann:s3\\cret@es-1:9200",
        "https://ann:s3\ncret@es-1:9200",
        "https://ann:s3//cret@es-1:9200",
        "https://ann:s3cret%40es-1:9200",
        "https:ann:s3cret@es-1:9200",
        "ann:s3cret@es-1:9200",
        "ann:s3//cret@es-1:9200",
        "ftp://ann:s3cret@es-1:21",
        "https://ann:s3cret@",
        "https://ann:s3cret@es-1:port",
        "https://ann:s3cret@es-1:9200?pretty",
        "https://es-1:9200?apiKey=s3cret",
        "https://:s3cret@es-1:9200",
        "https://s3cret:@es-1:9200",
        "https://s3cret@es-1:9200",
        "https://a%3As3cret:x@es-1:9200",
        "https://ann:s3cret%0A@es-1:9200",
        "https://ann:s3cret@es-1:9200,nonsense",
        "nonsense,https://ann:s3cret@es-1:9200",
      })
  void whatIsMalformedIsRefusedWithoutAnyPartOfTheSecret(String text) {
    ConfigException refused = assertThrows(ConfigException.class, () -> read(text));
    String message = refused.getMessage();
    assertTrue(message.startsWith("option url: must be"), message);
    assertFalse(message.contains("s3") || message.contains("cret"), message);
    assertNull(refused.getCause());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:9200", "ftp://es:21", "http://", "", "not a url", "http://e s"})
  void whatNamesNoNodeIsRefusedAndShown(String text) {
    ConfigException refused = assertThrows(ConfigException.class, () -> read(text));
    assertEquals(
        "option url: must be an http or https URL of a node, but is \"" + text + "\"",
        refused.getMessage());
  }

  @Test
  void aDestinationTakesNoUrlWithAUser() {
    DestinationConfig sound = read("https://es-1").destination();
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                new DestinationConfig(
                    List.of(URI.create("https://ann:s3cret@es-1")),
                    sound.dataset(),
                    sound.namespace(),
                    null,
                    sound.setup(),
                    sound.indexMode(),
                    null));
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
  }

  private static PipelineConfig read(String urls) {
    return PipelineConfig.from(OptionValues.of(Map.of("url", urls)));
  }
}
