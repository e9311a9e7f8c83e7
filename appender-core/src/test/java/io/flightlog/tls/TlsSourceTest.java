package io.flightlog.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.agent.SimulatedClock;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsSourceTest {
  private static final CertificateAuthority CA = CertificateAuthority.root("One CA");
  private static final CertificateAuthority OTHER = CertificateAuthority.root("Other CA");
  private static final Issued CLIENT = CA.issue(new Request("client"));
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String SECRET = "hunter2-secret";

  @TempDir Path directory;
  private final RecordedDiagnostics said = new RecordedDiagnostics();
  private final SimulatedClock clock = new SimulatedClock();

  @Test
  void withoutFilesThereIsOneStateForEver() throws Exception {
    TlsSource source = source(Map.of());
    assertFalse(source.refresh());
    TlsContext first = source.current();
    assertNotNull(first);
    clock.advance(SECOND);
    assertFalse(source.refresh());
    assertSame(first, source.current());
  }

  @Test
  void looksAtMostOnceASecondAndSeesAChangeThatTheFilesTimeHides() throws Exception {
    Path file = write("ca.pem", CA.pem());
    FileTime time = Files.getLastModifiedTime(file);
    TlsSource source = source(Map.of("tls.caFile", file.toString()));
    assertFalse(source.refresh());
    TlsContext first = source.current();
    write("ca.pem", OTHER.pem());
    Files.setLastModifiedTime(file, time);
    clock.advance(SECOND.minusNanos(1));
    assertFalse(source.refresh());
    assertSame(first, source.current());
    clock.advance(Duration.ofNanos(1));
    assertTrue(source.refresh());
    assertNotSame(first, source.current());
    clock.advance(SECOND);
    assertFalse(source.refresh());
    assertEquals(1, said.infos().size());
  }

  @Test
  void whatCannotBeUsedLeavesTheLastInForceAndIsSaidAtTheSecondLookOnly() throws Exception {
    Path file = write("ca.pem", CA.pem());
    TlsSource source = source(Map.of("tls.caFile", file.toString()));
    source.refresh();
    TlsContext first = source.current();
    for (String content : List.of("", "-----BEGIN CERTIFICATE-----\nno\n")) {
      write("ca.pem", content);
      int before = said.warnings().size();
      assertFalse(look(source));
      assertEquals(before, said.warnings().size(), "half of a replacement is no news");
      assertFalse(look(source));
      assertFalse(look(source));
      assertEquals(before + 1, said.warnings().size());
      assertSame(first, source.current());
    }
    Files.delete(file);
    look(source);
    look(source);
    assertTrue(said.warnings().get(2).contains("there is no such file"));
    write("ca.pem", CA.pem());
    assertTrue(look(source));
    look(source);
    assertEquals(3, said.warnings().size());
  }

  @Test
  void aFileThatIsGoneForAMomentIsNoNews() throws Exception {
    Path file = write("ca.pem", CA.pem());
    TlsSource source = source(Map.of("tls.caFile", file.toString()));
    source.refresh();
    Files.delete(file);
    look(source);
    write("ca.pem", CA.pem());
    look(source);
    look(source);
    assertEquals(List.of(), said.warnings());
    assertEquals(List.of(), said.infos());
  }

  @Test
  void aFileMayComeLaterThanTheStart() throws Exception {
    TlsSource source = source(Map.of("tls.caFile", directory.resolve("ca.pem").toString()));
    TlsException missing = assertThrows(TlsException.class, source::refresh);
    assertTrue(missing.getMessage().endsWith("ca.pem: there is no such file"));
    assertFalse(missing.isAboutServer());
    assertNull(source.current());
    write("ca.pem", CA.pem());
    assertThrows(TlsException.class, source::refresh, "not before a second has passed");
    clock.advance(SECOND);
    assertFalse(source.refresh(), "no connection is of another state");
    assertNotNull(source.current());
    assertEquals(List.of(), said.warnings());
  }

  /**
   * @param files by option; what is written into a file of that name
   */
  private record Bad(
      String name, Map<String, String> files, Map<String, String> options, String words) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> unusable() {
    Function<String, String> body = text -> text.replaceAll("(?m)^-----.*$", "").strip();
    String key = CLIENT.keyPem();
    String encrypted = CLIENT.encryptedKeyPem(SECRET);
    return Stream.of(
        ca("no PEM at all", "hello", "holds no certificate in PEM"),
        ca("a key where certificates belong", key, "holds no certificate in PEM"),
        ca(
            "without its end",
            CA.pem().replace("-----END CERTIFICATE-----", ""),
            "the CERTIFICATE in it has no end"),
        ca(
            "no Base64",
            CA.pem().replace("MII", "M!!").replaceFirst("\nM", "\n*M"),
            "damaged: not Base64"),
        ca(
            "no certificate inside",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "a certificate in it is damaged"),
        ca("larger than allowed", "x".repeat((1 << 20) + 1), "longer than 1048576 bytes"),
        key("another's key", OTHER.issue("x").keyPem(), "not the key of the first certificate in"),
        key(
            "encrypted, without a password",
            encrypted,
            "encrypted, but tls.keyPassword is not set"),
        new Bad(
            "encrypted, with another password",
            client(encrypted),
            Map.of("tls.keyPassword", SECRET + "x"),
            "tls.keyPassword is wrong"),
        key(
            "PKCS#1",
            "-----BEGIN RSA PRIVATE KEY-----\n"
                + body.apply(key)
                + "\n-----END RSA PRIVATE KEY-----\n",
            "a PKCS#1 key; convert it with openssl pkcs8 -topk8"),
        key(
            "SEC1",
            "-----BEGIN EC PRIVATE KEY-----\n"
                + body.apply(key)
                + "\n-----END EC PRIVATE KEY-----\n",
            "a SEC1 key; convert it with openssl pkcs8 -topk8"),
        key(
            "of an old format",
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
                + body.apply(key)
                + "\n-----END RSA PRIVATE KEY-----\n",
            "openssl pkcs8 -topk8"),
        key("no key", CLIENT.pem(), "must hold one private key in PEM, but holds 0"),
        key("two keys", key + key, "must hold one private key in PEM, but holds 2"),
        key(
            "a key of nothing known",
            "-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----\n",
            "not a key of RSA, EC, Ed25519 or Ed448"),
        new Bad(
            "no store", Map.of("tls.trustStoreFile", "nothing"), Map.of(), "not a PKCS#12 store"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatIsWrongWithAFileIsSaidWithItsNameAndNoSecret(Bad bad) throws Exception {
    Map<String, String> options = new TreeMap<>(bad.options());
    for (Map.Entry<String, String> file : bad.files().entrySet()) {
      options.put(file.getKey(), write(file.getKey(), file.getValue()).toString());
    }
    TlsException refused = assertThrows(TlsException.class, source(options)::refresh);
    String message = refused.getMessage();
    assertTrue(message.contains(bad.words()), message);
    assertTrue(message.startsWith("tls.") && message.contains(directory.toString()), message);
    for (Throwable t = refused; t != null; t = t.getCause()) {
      assertFalse(t.toString().contains(SECRET), t::toString);
    }
  }

  @Test
  void aStoresPasswordIsWrongOrMissing() throws Exception {
    Path store = directory.resolve("trust.p12");
    CertificateAuthority.writeTrustStore(store, SECRET, CA.certificate());
    String file = store.toString();
    TlsSource wrong = source(Map.of("tls.trustStoreFile", file, "tls.trustStorePassword", "x"));
    assertTrue(message(wrong).endsWith("trust.p12: tls.trustStorePassword is wrong"));
    TlsSource missing = source(Map.of("tls.trustStoreFile", file));
    assertTrue(message(missing).contains("tls.trustStorePassword"), message(missing));
  }

  private static String message(TlsSource source) {
    return assertThrows(TlsException.class, source::refresh).getMessage();
  }

  private boolean look(TlsSource source) throws TlsException {
    clock.advance(SECOND);
    return source.refresh();
  }

  private TlsSource source(Map<String, String> options) {
    OptionValues words = OptionValues.of(options).set("url", "https://es-1:9200");
    PipelineConfig config = PipelineConfig.from(words);
    return new TlsSource(config.http().tls(), said, clock);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static Bad ca(String name, String content, String words) {
    return new Bad(name, Map.of("tls.caFile", content), Map.of(), words);
  }

  private static Bad key(String name, String content, String words) {
    return new Bad(name, client(content), Map.of(), words);
  }

  private static Map<String, String> client(String key) {
    return Map.of("tls.certificateFile", CLIENT.pem(), "tls.keyFile", key);
  }
}
