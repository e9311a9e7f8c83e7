package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsConfigTest {
  private static final String ONE = "ab".repeat(32);
  private static final String WITH_COLONS = "AB:".repeat(31) + "AB";

  @Test
  void withoutOptionsTheJvmDecidesAndHostsAreVerified() {
    TlsConfig tls = read(Map.of());
    assertNull(tls.caFile());
    assertEquals(List.of(), tls.caFingerprints());
    assertFalse(tls.hasAnchorFiles());
    assertTrue(tls.verifyHostname());
  }

  @Test
  void fingerprintsOfAllFormsAreTheSame() {
    TlsConfig plain = read(Map.of("tls.caFingerprint", ONE));
    assertEquals(plain, read(Map.of("tls.caFingerprint", WITH_COLONS)));
    assertEquals(plain, read(Map.of("tls.caFingerprint", ONE.toUpperCase(Locale.ROOT))));
    TlsConfig two = read(Map.of("tls.caFingerprint", ONE + ", " + "0".repeat(64)));
    assertEquals(List.of(ONE, "0".repeat(64)), two.caFingerprints());
  }

  @ParameterizedTest
  @CsvSource({
    "''", "abcd", "zz", "a1b2,",
  })
  void whatIsNoFingerprintIsRefused(String text) {
    for (String value : List.of(text, ONE + "," + text, ONE + "0", ONE.substring(1))) {
      ConfigException refused = refusal(Map.of("tls.caFingerprint", value));
      assertTrue(refused.getMessage().contains("64 hex digits"), refused.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "off", "none", "FALSE", "no"})
  void hostNamesAreNotVerifiedOnlyByTheWordThatSaysSo(String word) {
    ConfigException refused = refusal(Map.of("tls.verifyHostname", word));
    assertTrue(refused.getMessage().contains("accept-any-name"), refused.getMessage());
    assertFalse(read(Map.of("tls.verifyHostname", "accept-any-name")).verifyHostname());
    assertTrue(read(Map.of("tls.verifyHostname", "true")).verifyHostname());
  }

  @ParameterizedTest
  @CsvSource({
    "tls.certificateFile, both must be set",
    "tls.keyFile, both must be set",
    "tls.keyPassword, need tls.keyFile",
    "tls.keyPasswordFile, need tls.keyFile",
    "tls.trustStorePassword, need tls.trustStoreFile",
    "tls.trustStorePasswordFile, need tls.trustStoreFile",
  })
  void halfOfWhatBelongsTogetherIsRefused(String option, String words) {
    ConfigException refused = refusal(Map.of(option, "s3cret"));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
  }

  @Test
  void aPasswordComesFromOnePlaceAndIsNeverShown() {
    Map<String, String> both =
        Map.of(
            "tls.trustStoreFile", "/t.p12",
            "tls.trustStorePassword", "s3cret",
            "tls.trustStorePasswordFile", "/p");
    assertTrue(refusal(both).getMessage().contains("at most one may be set"));
    TlsConfig one = read(Map.of("tls.trustStoreFile", "/t", "tls.trustStorePassword", "s3cret"));
    TlsConfig other = read(Map.of("tls.trustStoreFile", "/t", "tls.trustStorePassword", "other"));
    assertNotEquals(one, other);
    assertFalse(one.toString().contains("s3cret"), one::toString);
  }

  private static TlsConfig read(Map<String, String> options) {
    return PipelineConfig.from(OptionValues.of(options).set("url", "https://es-1:9200"))
        .http()
        .tls();
  }

  private static ConfigException refusal(Map<String, String> options) {
    return assertThrows(ConfigException.class, () -> read(options));
  }
}
