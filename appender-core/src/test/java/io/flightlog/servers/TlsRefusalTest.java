package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.KeyKind;
import io.flightlog.testkit.tls.TlsFront;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that must not be believed, or do not believe us, over real sockets: nothing is said to
 * them, the status says why, and what was logged arrives once the server is put right.
 */
@Timeout(180)
class TlsRefusalTest {
  private static final CertificateAuthority CA = CertificateAuthority.root("Right CA");
  private static final CertificateAuthority OTHER = CertificateAuthority.root("Other CA");
  private static final CertificateAuthority IMPOSTOR = CertificateAuthority.root("Right CA");
  private static final Issued RIGHT = CA.issue("es-1");
  private static final int EVENTS = 20;

  /**
   * @param server what is wrong with it
   * @param options beside {@code tls.caFile}, which a blank value takes away
   * @param words that the status must have
   */
  private record Row(
      String name, Consumer<TlsFront> server, Map<String, String> options, List<String> words) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir static Path clientFiles;
  @TempDir Path directory;

  static Stream<Row> certificates() {
    Request expired =
        named().valid(Instant.parse("2024-05-01T00:00:00Z"), Instant.parse("2024-05-06T07:08:09Z"));
    Request early =
        named().valid(Instant.parse("2124-05-06T07:08:09Z"), Instant.parse("2125-01-01T00:00:00Z"));
    return Stream.of(
        shows(
            "wrong host",
            CA.issue(new Request("es-1").names("es-1.example", "es-2.example")),
            "the certificate is for es-1.example, es-2.example, not for host localhost"),
        shows(
            "host only in the subject, another in the names",
            CA.issue(new Request("localhost").names("es-1.example")),
            "the certificate is for es-1.example, not for host localhost"),
        shows(
            "an address, not the name",
            CA.issue(new Request("es-1").names("127.0.0.1")),
            "the certificate is for 127.0.0.1, not for host localhost"),
        shows("expired", CA.issue(expired), "the certificate expired on 2024-05-06T07:08:09Z"),
        shows(
            "not yet valid",
            CA.issue(early),
            "the certificate is not valid before 2124-05-06T07:08:09Z"),
        shows(
            "other CA",
            OTHER.issue("es-1"),
            "signed by an unknown authority \"CN=Other CA\", whose certificate the server does not send"),
        shows(
            "other CA, sent along",
            OTHER.issue("es-1").with(OTHER.certificate()),
            "signed by an unknown authority \"CN=Other CA\" (SHA-256 "
                + hex(OTHER.fingerprint())
                + ")"),
        shows(
            "a CA that only has the right name",
            IMPOSTOR.issue("es-1"),
            "names \"CN=Right CA\" as its issuer, but that did not sign it"),
        shows("self-signed", CertificateAuthority.selfSigned(named()), "self-signed", "CN=es-1"),
        shows(
            "weak key",
            CA.issue(named().key(KeyKind.RSA_1024)),
            "its key is too weak: RSA 1024, at least 2048"));
  }

  static Stream<Row> pinned() {
    Map<String, String> pin = Map.of("tls.caFile", "", "tls.caFingerprint", CA.fingerprint());
    Issued forged = IMPOSTOR.issue("es-1").with(CA.certificate());
    return Stream.of(
        new Row(
            "attacker's leaf with the real CA appended",
            front -> front.is(forged),
            pin,
            List.of("names \"CN=Right CA\" as its issuer, but that did not sign it")),
        new Row(
            "attacker's leaf and CA with the real CA appended",
            front -> front.is(OTHER.issue("es-1").with(OTHER.certificate(), CA.certificate())),
            pin,
            List.of("signed by an unknown authority \"CN=Other CA\"")),
        new Row(
            "only the leaf is sent",
            front -> front.is(RIGHT),
            pin,
            List.of("the server sends its own certificate only", "set tls.caFile too")),
        new Row(
            "another CA than the pinned",
            front -> front.is(OTHER.issue("es-1").with(OTHER.certificate())),
            pin,
            List.of("no certificate has tls.caFingerprint", hex(OTHER.fingerprint()))),
        new Row(
            "the pinned CA, but another host",
            front -> front.is(CA.issue(new Request("x").names("es-9")).with(CA.certificate())),
            pin,
            List.of("the certificate is for es-9, not for host localhost")));
  }

  static Stream<Row> others() throws IOException {
    Issued stranger = OTHER.issue("stranger");
    Path certificate = Files.writeString(clientFiles.resolve("client.pem"), stranger.pem());
    Path key = Files.writeString(clientFiles.resolve("client.key"), stranger.keyPem());
    return Stream.of(
        new Row(
            "TLS 1.1 only, said by an alert",
            front -> front.isInstead(TlsRefusalTest::alertsProtocolVersion),
            Map.of(),
            List.of("the server speaks neither TLS 1.2 nor 1.3")),
        new Row(
            "TLS 1.1 only, as if that were agreed",
            front -> front.isInstead(TlsRefusalTest::choosesTls11),
            Map.of(),
            List.of("the server speaks neither TLS 1.2 nor 1.3")),
        new Row(
            "a plain HTTP server",
            front -> front.isInstead(TlsFront::plainHttp),
            Map.of(),
            List.of("does not speak TLS there: is it a plain http port?")),
        new Row(
            "client certificate missing",
            front -> front.is(RIGHT, CA.certificate()),
            Map.of(),
            List.of("the server asks for a client certificate: set tls.certificateFile")),
        new Row(
            "client certificate of another CA",
            front -> front.is(RIGHT, CA.certificate()),
            Map.of("tls.certificateFile", certificate.toString(), "tls.keyFile", key.toString()),
            List.of(
                "the server refuses the client certificate of tls.certificateFile",
                "\"CN=stranger\" issued by \"CN=Other CA\"")));
  }

  @ParameterizedTest
  @MethodSource({"certificates", "pinned", "others"})
  void nothingIsSaidToItAndWhatWasLoggedArrivesLater(Row row) throws IOException {
    try (FakeElasticsearch elasticsearch = FakeElasticsearch.started();
        TlsFront front = new TlsFront(elasticsearch.url())) {
      row.server().accept(front);
      try (Recorder recorder = new Recorder(front.url(), options(row.options()))) {
        recorder.logMany(EVENTS);
        recorder.awaitWarning(row.words().get(0));
        int before = front.attempts();
        Eventually.await("tried again", Recorder.LONG, () -> front.attempts() >= before + 2);
        List<String> warnings = recorder.diagnostics().warnings();
        assertEquals(1, warnings.size(), warnings::toString);
        row.words().forEach(word -> assertTrue(warnings.get(0).contains(word), warnings::toString));
        assertTrue(warnings.get(0).contains(front.url().toString()), warnings::toString);
        assertEquals(0, front.bytesSaid());
        assertEquals(List.of(), elasticsearch.requests());

        front.is(RIGHT.with(CA.certificate()));
        PipelineStats stats = recorder.closed();
        assertEquals(EVENTS + 2, stats.delivered());
        elasticsearch.sequences().assertComplete(stats.instanceId(), EVENTS + 2);
      }
    }
  }

  private String[] options(Map<String, String> own) throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("index", "logs");
    all.put("apiKey", "c2VjcmV0");
    all.put("retry.maxBackoff", "50 ms");
    all.put("tls.caFile", Files.writeString(directory.resolve("ca.pem"), CA.pem()).toString());
    all.putAll(own);
    all.values().removeIf(String::isEmpty);
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return pairs.toArray(new String[0]);
  }

  private static Row shows(String name, Issued identity, String... words) {
    return new Row(name, front -> front.is(identity), Map.of(), List.of(words));
  }

  private static Request named() {
    return new Request("es-1").names("localhost");
  }

  private static String hex(String fingerprint) {
    return HexFormat.of()
        .formatHex(HexFormat.ofDelimiter(":").withUpperCase().parseHex(fingerprint));
  }

  private static void alertsProtocolVersion(Socket connection) throws IOException {
    readClientHello(connection);
    connection.getOutputStream().write(HexFormat.of().parseHex("15030100020246"));
    drain(connection);
  }

  private static void choosesTls11(Socket connection) throws IOException {
    readClientHello(connection);
    String hello = "0302" + "5a".repeat(32) + "00" + "c013" + "00";
    connection
        .getOutputStream()
        .write(HexFormat.of().parseHex("160302" + "002a" + "02000026" + hello));
    drain(connection);
  }

  private static void readClientHello(Socket connection) throws IOException {
    byte[] header = connection.getInputStream().readNBytes(5);
    connection.getInputStream().skipNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
  }

  private static void drain(Socket connection) throws IOException {
    connection.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }
}
