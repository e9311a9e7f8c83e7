package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.TlsFront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending by hand to a server whose authority the JVM does not know. */
class SpoolToolTlsTest {
  private static final CertificateAuthority CA = CertificateAuthority.root("Some CA");

  @TempDir private Path root;
  @TempDir private Path files;

  @Test
  void trustsTheAuthorityThatItIsToldAndShowsACertificate() throws IOException {
    Spools.leave(root, "spill", 10, Map.of());
    Issued client = CA.issue("operator");
    String trusted = "--ca-file=" + Files.writeString(files.resolve("ca.pem"), CA.pem());
    String certificate =
        "--certificate-file=" + Files.writeString(files.resolve("client.pem"), client.pem());
    String key = "--key-file=" + Files.writeString(files.resolve("client.key"), client.keyPem());
    try (FakeElasticsearch server = FakeElasticsearch.started();
        TlsFront front = new TlsFront(server.url()).is(CA.issue("es-1"), CA.certificate())) {
      ToolRun stranger = replay(front, "--timeout=3s");
      assertEquals(1, stranger.status(), stranger::toString);
      assertTrue(stranger.err().contains("Some CA"), stranger::err);
      ToolRun run = replay(front, trusted, certificate, key);
      assertEquals(0, run.status(), run::toString);
    }
  }

  private ToolRun replay(TlsFront front, String... options) {
    Stream<String> fixed = Stream.of("spool", "replay", root.toString(), "--url=" + front.url());
    return ToolRun.of(Stream.concat(fixed, Arrays.stream(options)).toArray(String[]::new));
  }
}
