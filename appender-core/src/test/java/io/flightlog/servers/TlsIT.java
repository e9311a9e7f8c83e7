package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real server with security that shows certificates of all kinds and demands one: it is refused,
 * or refuses, in words, and what was logged arrives once that is put right.
 */
@EachServer(
    majors = {8, 9},
    superuser = "admin",
    https = true)
@Tag("full")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TlsIT implements ServerCases {
  private static final int EVENTS = 200;

  private final RealElasticsearch server;
  private final ServerProbe probe;

  @TempDir Path directory;

  TlsIT(RealElasticsearch server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Override
  public RealElasticsearch server() {
    return server;
  }

  @Override
  public ServerProbe probe() {
    return probe;
  }

  /** What a server can show that must not be believed, and what is said of it. */
  private enum Bad {
    WRONG_HOST("the certificate is for es-1.example, not for host 127.0.0.1"),
    RIGHT_HOST_WRONG_ADDRESS("the certificate is for localhost, not for host 127.0.0.1"),
    EXPIRED("the certificate expired on 2024-05-06T07:08:09Z"),
    NOT_YET_VALID("the certificate is not valid before 2124-05-06T07:08:09Z"),
    OTHER_CA("signed by an unknown authority \"CN=Other CA\""),
    NAMESAKE_OF_THE_CA("names \"CN=Elasticsearch CA\" as its issuer, but that did not sign it"),
    REAL_CA_APPENDED("names \"CN=Elasticsearch CA\" as its issuer, but that did not sign it"),
    SELF_SIGNED("the certificate is self-signed"),
    WEAK_KEY("its key is too weak: RSA 1024, at least 2048");

    private final String words;

    Bad(String words) {
      this.words = words;
    }

    Issued of(CertificateAuthority right) {
      CertificateAuthority namesake = CertificateAuthority.root("Elasticsearch CA");
      return switch (this) {
        case WRONG_HOST -> right.issue(new Request("es").names("es-1.example"));
        case RIGHT_HOST_WRONG_ADDRESS -> right.issue(new Request("es").names("localhost"));
        case EXPIRED ->
            right.issue(named().valid(Instant.EPOCH, Instant.parse("2024-05-06T07:08:09Z")));
        case NOT_YET_VALID ->
            right.issue(
                named()
                    .valid(
                        Instant.parse("2124-05-06T07:08:09Z"),
                        Instant.parse("2125-01-01T00:00:00Z")));
        case OTHER_CA -> CertificateAuthority.root("Other CA").issue("es");
        case NAMESAKE_OF_THE_CA -> namesake.issue("es");
        case REAL_CA_APPENDED -> namesake.issue("es").with(right.certificate());
        case SELF_SIGNED -> CertificateAuthority.selfSigned(named());
        case WEAK_KEY -> right.issue(named().key(KeyKind.RSA_1024));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatMustNotBeBelievedGetsNothing(Bad bad) throws IOException {
    String index = "tls-" + bad.name().toLowerCase(Locale.ROOT);
    createIndex(index, Map.of());
    server.show(bad.of(server.authority()));
    Map<String, String> trust =
        bad == Bad.REAL_CA_APPENDED
            ? Map.of("tls.caFile", "", "tls.caFingerprint", server.authority().fingerprint())
            : Map.of();
    try (Recorder recorder = recorder(index, client("shipper"), trust)) {
      recorder.logMany(EVENTS);
      recorder.awaitWarning(bad.words);
      assertEquals(1, recorder.diagnostics().warnings().size());
      assertEquals(0, recorder.stats().delivered());
      server.show(right());
      assertAllArrive(recorder, index);
    }
  }

  @Test
  void aClientWithoutACertificateIsToldToSetOne() throws IOException {
    String index = "tls-no-client";
    createIndex(index, Map.of());
    server.show(right());
    try (Recorder recorder =
        recorder(
            index,
            client("shipper"),
            Map.of("tls.certificateFile", "", "tls.keyFile", "", "shutdownTimeout", "0"))) {
      recorder.logMany(EVENTS);
      recorder.awaitWarning("the server asks for a client certificate: set tls.certificateFile");
      assertEquals(0, recorder.stats().delivered());
      assertEquals(1, recorder.diagnostics().warnings().size());
    }
  }

  @Test
  void aClientWithAnothersCertificateWaitsUntilItsFileHoldsTheRightOne() throws IOException {
    String index = "tls-wrong-client";
    createIndex(index, Map.of());
    server.show(right());
    Issued stranger = CertificateAuthority.root("Strange CA").issue("stranger");
    try (Recorder recorder = recorder(index, stranger, Map.of())) {
      recorder.logMany(EVENTS);
      recorder.awaitWarning(
          "the server refuses the client certificate of tls.certificateFile, \"CN=stranger\" issued"
              + " by \"CN=Strange CA\"");
      assertEquals(0, recorder.stats().delivered());
      write(client("shipper"));
      assertAllArrive(recorder, index);
    }
  }

  @Test
  void everythingIsRotatedWhileEventsFlow() throws IOException {
    String index = "tls-rotated";
    createIndex(index, Map.of());
    server.show(right());
    CertificateAuthority next = CertificateAuthority.root("Next CA");
    try (Recorder recorder = recorder(index, client("first"), Map.of())) {
      recorder.logMany(EVENTS);
      recorder.flush();
      write(client("second"));
      replace("ca.pem", server.authority().pem() + next.pem());
      logUntilSaid(recorder, "the files of tls have changed");
      server.show(next.issue("es"));
      recorder.logMany(EVENTS);
      replace("ca.pem", next.pem());
      recorder.logMany(EVENTS);
      PipelineStats stats = recorder.closed();
      assertArrived(index, stats.instanceId(), stats.accepted());
      assertEquals(List.of(), recorder.diagnostics().warnings());
    } finally {
      server.show(right());
    }
  }

  @Test
  void theFingerprintIsEnoughWhereTheServerSendsItsAuthority() throws IOException {
    String index = "tls-fingerprint";
    createIndex(index, Map.of());
    server.show(right());
    Map<String, String> pin =
        Map.of("tls.caFile", "", "tls.caFingerprint", server.authority().fingerprint());
    try (Recorder recorder = recorder(index, client("shipper"), pin)) {
      recorder.logMany(EVENTS);
      assertAllArrive(recorder, index);
      assertEquals(List.of(), recorder.diagnostics().warnings());
    }
  }

  private void assertAllArrive(Recorder recorder, String index) {
    PipelineStats stats = recorder.closed();
    assertEquals(EVENTS + 2, stats.delivered());
    assertArrived(index, stats.instanceId(), EVENTS + 2);
  }

  private Recorder recorder(String index, Issued client, Map<String, String> own)
      throws IOException {
    write(client);
    replace("ca.pem", server.authority().pem());
    Map<String, String> all = new TreeMap<>();
    all.put("index", index);
    all.put("username", "admin");
    all.put("password", EachServer.PASSWORD);
    all.put("tls.caFile", directory.resolve("ca.pem").toString());
    all.put("tls.certificateFile", directory.resolve("client.pem").toString());
    all.put("tls.keyFile", directory.resolve("client.pem").toString());
    all.putAll(own);
    all.values().removeIf(String::isEmpty);
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return new Recorder(url(), pairs.toArray(new String[0]));
  }

  private void logUntilSaid(Recorder recorder, String part) {
    Eventually.await(
        part,
        Recorder.LONG,
        () -> {
          recorder.log("on and on");
          return recorder.diagnostics().infos().stream().anyMatch(info -> info.contains(part));
        });
  }

  private Issued client(String name) {
    return server.authority().issue(new Request(name));
  }

  private Issued right() {
    return server.authority().issue("es").with(server.authority().certificate());
  }

  private void write(Issued client) throws IOException {
    replace("client.pem", client.pem() + client.keyPem());
  }

  private void replace(String name, String content) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), content);
    Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Request named() {
    return new Request("es").names("localhost", "127.0.0.1");
  }
}
