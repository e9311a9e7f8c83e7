package io.flightlog.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.KeyKind;
import io.flightlog.testkit.tls.TlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form of each option makes events arrive, over real sockets. */
@Timeout(180)
class TlsOptionsTest {
  private static final CertificateAuthority CA = CertificateAuthority.root("Right CA");
  private static final CertificateAuthority OTHER = CertificateAuthority.root("Other CA");
  private static final CertificateAuthority MIDDLE = CA.intermediate("Middle CA");
  private static final Issued LEAF = CA.issue("es-1");
  private static final String STORE_PASSWORD = "changeit";

  @TempDir Path directory;
  private FakeElasticsearch elasticsearch;
  private TlsFront front;

  @BeforeEach
  void start() {
    elasticsearch = FakeElasticsearch.started();
    front = new TlsFront(elasticsearch.url()).is(LEAF);
  }

  @AfterEach
  void stop() {
    front.close();
    elasticsearch.close();
  }

  @Test
  void aFileOfAuthorities() throws IOException {
    arrives("tls.caFile", file("ca.pem", "Some authorities\n" + OTHER.pem() + "\n" + CA.pem()));
  }

  @Test
  void aFileOfAuthoritiesAndAnIntermediateThatTheServerSends() throws IOException {
    front.is(MIDDLE.issue("es-1"));
    arrives("tls.caFile", file("ca.pem", CA.pem()));
  }

  @Test
  void anIntermediateAsTheOnlyAuthority() throws IOException {
    front.is(MIDDLE.issue("es-1").with());
    arrives("tls.caFile", file("ca.pem", MIDDLE.pem()));
  }

  @Test
  void aSelfSignedCertificateThatIsTrustedItself() throws IOException {
    Issued self = CertificateAuthority.selfSigned(new Request("es-1").names("localhost"));
    front.is(self);
    arrives("tls.caFile", file("ca.pem", self.pem()));
  }

  @Test
  void anAddressInTheUrlAndInTheCertificate() throws IOException {
    URI url = URI.create("https://127.0.0.1:" + front.url().getPort());
    arrives(url, "tls.caFile", file("ca.pem", CA.pem()));
  }

  @ParameterizedTest
  @CsvSource({"RSA_2048", "ED25519"})
  void serversWithOtherKeys(KeyKind kind) throws IOException {
    front.is(CA.issue(new Request("es-1").names("localhost").key(kind)));
    arrives("tls.caFile", file("ca.pem", CA.pem()));
  }

  @Test
  void theFingerprintOfAnAuthorityThatTheServerSends() {
    front.is(LEAF.with(CA.certificate()));
    arrives("tls.caFingerprint", CA.fingerprint());
  }

  @Test
  void fingerprintsInAnyFormAndOneOfSeveral() {
    front.is(LEAF.with(CA.certificate()));
    String plain = CA.fingerprint().replace(":", "").toLowerCase(Locale.ROOT);
    arrives("tls.caFingerprint", OTHER.fingerprint() + " , " + plain);
  }

  @Test
  void theFingerprintOfAnIntermediate() {
    front.is(MIDDLE.issue("es-1"));
    arrives("tls.caFingerprint", MIDDLE.fingerprint().toLowerCase(Locale.ROOT));
  }

  @Test
  void theFingerprintOfAnAuthorityThatOnlyTheFileHas() throws IOException {
    arrives(
        "tls.caFingerprint", CA.fingerprint(),
        "tls.caFile", file("ca.pem", OTHER.pem() + CA.pem()));
  }

  @Test
  void aTrustStore() throws IOException {
    arrives("tls.trustStoreFile", store(CA), "tls.trustStorePassword", STORE_PASSWORD);
  }

  @Test
  void aTrustStoreBesideAFileOfAuthorities() throws IOException {
    arrives(
        "tls.caFile", file("ca.pem", OTHER.pem()),
        "tls.trustStoreFile", store(CA),
        "tls.trustStorePasswordFile", file("password", STORE_PASSWORD + "\n"));
  }

  @Test
  void theCertificateOfAnotherHostIfTheWordSaysSo() throws IOException {
    front.is(CA.issue(new Request("es-1").names("elsewhere")));
    List<String> warnings =
        arrives("tls.caFile", file("ca.pem", CA.pem()), "tls.verifyHostname", "accept-any-name");
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("accept-any-name"), warnings::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "EC_256, false",
    "EC_256, true",
    "RSA_2048, false",
    "RSA_2048, true",
    "ED25519, false",
    "ED25519, true"
  })
  void aClientCertificate(KeyKind kind, boolean encrypted) throws IOException {
    front.is(LEAF, CA.certificate());
    Issued client = MIDDLE.issue(new Request("shipper").key(kind));
    String certificate = file("client.pem", client.pem());
    String ca = file("ca.pem", CA.pem());
    if (encrypted) {
      arrives(
          "tls.caFile",
          ca,
          "tls.certificateFile",
          certificate,
          "tls.keyFile",
          file("key.pem", client.encryptedKeyPem("s3cret")),
          "tls.keyPassword",
          "s3cret");
    } else {
      arrives(
          "tls.caFile", ca,
          "tls.certificateFile", certificate,
          "tls.keyFile", file("key.pem", client.keyPem()));
    }
    assertEquals("CN=shipper", front.clients().get(0));
  }

  @Test
  void oneFileForCertificateAndKeyAndThePasswordInAnother() throws IOException {
    front.is(LEAF, CA.certificate());
    Issued client = CA.issue(new Request("shipper"));
    String both = file("client.pem", client.encryptedKeyPem("s3cret") + client.pem());
    arrives(
        "tls.caFile",
        file("ca.pem", CA.pem()),
        "tls.certificateFile",
        both,
        "tls.keyFile",
        both,
        "tls.keyPasswordFile",
        file("password", "s3cret\n"));
  }

  @Test
  void aClientCertificateIsShownToNobodyWhoDoesNotAsk() throws IOException {
    Issued client = CA.issue(new Request("shipper"));
    arrives(
        "tls.caFile", file("ca.pem", CA.pem()),
        "tls.certificateFile", file("client.pem", client.pem()),
        "tls.keyFile", file("key.pem", client.keyPem()));
    assertEquals(List.of(), front.clients());
  }

  @Test
  void aTunnelThroughAProxy() throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread tunnels = new Thread(() -> tunnel(proxy), "test-proxy");
      tunnels.setDaemon(true);
      tunnels.start();
      arrives(
          "tls.caFile",
          file("ca.pem", CA.pem()),
          "proxy",
          "http://127.0.0.1:" + proxy.getLocalPort());
    }
  }

  @Test
  void aConnectionThatIsCutInTheHandshakeIsNoRefusal() throws IOException {
    front.isInstead(connection -> connection.getInputStream().read());
    String ca = file("ca.pem", CA.pem());
    try (Recorder recorder =
        new Recorder(front.url(), "tls.caFile", ca, "index", "logs", "retry.maxBackoff", "50 ms")) {
      recorder.logMany(3);
      recorder.awaitWarning("Elasticsearch takes no events");
      front.is(LEAF);
      elasticsearch.sequences().assertComplete(recorder.closed().instanceId(), 5);
      assertEquals(1, recorder.diagnostics().warnings().size());
    }
  }

  private static void tunnel(ServerSocket proxy) {
    while (!proxy.isClosed()) {
      try {
        Socket client = proxy.accept();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
          head += (char) client.getInputStream().read();
        }
        String port = head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP"));
        Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
        pipe(client, server);
        pipe(server, client);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pipe(Socket from, Socket to) {
    Thread pipe =
        new Thread(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException ended) {
                // so has the other direction
              }
            },
            "test-pipe");
    pipe.setDaemon(true);
    pipe.start();
  }

  private List<String> arrives(String... options) {
    return arrives(front.url(), options);
  }

  /** Returns what was warned of. */
  private List<String> arrives(URI url, String... options) {
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "index";
    all[options.length + 1] = "logs";
    try (Recorder recorder = new Recorder(url, all)) {
      recorder.logMany(3);
      recorder.flush();
      PipelineStats stats = recorder.closed();
      elasticsearch.sequences().assertComplete(stats.instanceId(), 5);
      return recorder.diagnostics().warnings();
    }
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private String store(CertificateAuthority authority) {
    Path store = directory.resolve("trust.p12");
    CertificateAuthority.writeTrustStore(store, STORE_PASSWORD, authority.certificate());
    return store.toString();
  }
}
