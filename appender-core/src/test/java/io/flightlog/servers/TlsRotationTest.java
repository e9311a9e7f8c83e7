package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.TlsFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Authorities, keys and stores that are replaced while events flow: every event arrives. */
@Timeout(180)
class TlsRotationTest {
  private static final CertificateAuthority OLD = CertificateAuthority.root("Old CA");
  private static final CertificateAuthority NEW = CertificateAuthority.root("New CA");
  private static final String CHANGED = "the files of tls have changed: new connections";

  @TempDir Path directory;
  private FakeElasticsearch elasticsearch;
  private TlsFront front;

  @BeforeEach
  void start() {
    elasticsearch = FakeElasticsearch.started();
    front = new TlsFront(elasticsearch.url()).is(OLD.issue("es-1"));
  }

  @AfterEach
  void stop() {
    front.close();
    elasticsearch.close();
  }

  /** By a symbolic link that is turned, as Kubernetes does it. */
  @Test
  void anAuthorityIsReplacedByTurningALink() throws IOException {
    Path link = directory.resolve("..data");
    Files.createSymbolicLink(link, volume("one", OLD.pem()));
    Files.createSymbolicLink(directory.resolve("ca.pem"), link.resolve("ca.pem"));
    try (Recorder recorder = recorder("tls.caFile", directory.resolve("ca.pem").toString())) {
      recorder.logMany(100);
      recorder.flush();
      Files.createSymbolicLink(directory.resolve("..tmp"), volume("two", OLD.pem() + NEW.pem()));
      Files.move(directory.resolve("..tmp"), link, StandardCopyOption.ATOMIC_MOVE);
      logUntil(recorder, () -> isSaid(recorder, CHANGED));
      int before = front.handshakes();
      front.is(NEW.issue("es-1"));
      front.cut();
      logUntil(recorder, () -> front.handshakes() > before);
      assertEverythingArrived(recorder);
      assertEquals(List.of(), recorder.diagnostics().warnings());
    }
  }

  @Test
  @Tag("full")
  void aServerIsRefusedUntilTheNewAuthorityIsInTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), OLD.pem());
    try (Recorder recorder = recorder("tls.caFile", file.toString())) {
      recorder.logMany(100);
      recorder.flush();
      front.is(NEW.issue("es-1"));
      front.cut();
      logUntil(recorder, () -> recorder.diagnostics().warnings().size() == 1);
      assertTrue(
          recorder.diagnostics().warnings().get(0).contains("unknown authority \"CN=New CA\""));
      replace(file, NEW.pem());
      assertEverythingArrived(recorder);
    }
  }

  @Test
  void aConnectionToAServerThatIsNoLongerTrustedIsNotUsedOn() throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), OLD.pem());
    try (Recorder recorder = recorder("tls.caFile", file.toString())) {
      recorder.logMany(100);
      recorder.flush();
      replace(file, NEW.pem());
      logUntil(recorder, () -> recorder.diagnostics().warnings().size() == 1);
      assertTrue(
          recorder.diagnostics().warnings().get(0).contains("unknown authority \"CN=Old CA\""));
      Eventually.await("no connection is left", Recorder.LONG, () -> front.connections() == 0);
      front.is(NEW.issue("es-1"));
      assertEverythingArrived(recorder);
    }
  }

  @Test
  @Tag("full")
  void aTrustStoreIsReplaced() throws IOException {
    Path file = directory.resolve("trust.p12");
    CertificateAuthority.writeTrustStore(file, "changeit", OLD.certificate());
    try (Recorder recorder =
        recorder("tls.trustStoreFile", file.toString(), "tls.trustStorePassword", "changeit")) {
      recorder.logMany(100);
      recorder.flush();
      Path next = directory.resolve("next.p12");
      CertificateAuthority.writeTrustStore(next, "changeit", OLD.certificate(), NEW.certificate());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      logUntil(recorder, () -> isSaid(recorder, CHANGED));
      front.is(NEW.issue("es-1"));
      front.cut();
      assertEverythingArrived(recorder);
    }
  }

  @Test
  void aClientCertificateIsReplaced() throws IOException {
    front.is(OLD.issue("es-1"), OLD.certificate());
    Path file = directory.resolve("client.pem");
    Issued first = OLD.issue(new Request("first"));
    Issued second = OLD.issue(new Request("second"));
    Files.writeString(file, first.pem() + first.keyPem());
    try (Recorder recorder =
        recorder(
            "tls.caFile", Files.writeString(directory.resolve("ca.pem"), OLD.pem()).toString(),
            "tls.certificateFile", file.toString(),
            "tls.keyFile", file.toString())) {
      recorder.logMany(100);
      recorder.flush();
      replace(file, second.pem() + second.keyPem());
      logUntil(recorder, () -> front.clients().contains("CN=second"));
      assertEquals("CN=first", front.clients().get(0));
      assertEverythingArrived(recorder);
      assertEquals(List.of(), recorder.diagnostics().warnings());
    }
  }

  @Test
  @Tag("full")
  void whatCannotBeReadLeavesTheLastInForceAndIsSaidOnce() throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), OLD.pem());
    try (Recorder recorder = recorder("tls.caFile", file.toString())) {
      recorder.logMany(100);
      recorder.flush();
      replace(file, "nothing of use\n");
      logUntil(recorder, () -> !recorder.diagnostics().warnings().isEmpty());
      front.cut();
      recorder.logMany(100);
      recorder.flush();
      List<String> warnings = recorder.diagnostics().warnings();
      assertEquals(1, warnings.size(), warnings::toString);
      assertTrue(warnings.get(0).contains("tls.caFile " + file + ": holds no certificate"));
      assertEverythingArrived(recorder);
    }
  }

  @Test
  void aFileThatAppearsLaterThanTheApplicationStarts() throws IOException {
    Path file = directory.resolve("ca.pem");
    try (Recorder recorder = recorder("tls.caFile", file.toString())) {
      recorder.logMany(100);
      recorder.awaitWarning("tls.caFile " + file + ": there is no such file");
      assertEquals(0, front.attempts());
      Files.writeString(file, OLD.pem());
      assertEverythingArrived(recorder);
      assertEquals(1, recorder.diagnostics().warnings().size());
    }
  }

  private Recorder recorder(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "index";
    all[options.length + 1] = "logs";
    all[options.length + 2] = "retry.maxBackoff";
    all[options.length + 3] = "200 ms";
    return new Recorder(front.url(), all);
  }

  private void logUntil(Recorder recorder, BooleanSupplier done) {
    Eventually.await(
        () -> "done; warned of " + recorder.diagnostics().warnings(),
        Recorder.LONG,
        () -> {
          recorder.log("on and on");
          return done.getAsBoolean();
        });
  }

  private void assertEverythingArrived(Recorder recorder) {
    PipelineStats stats = recorder.closed();
    assertEquals(stats.accepted(), stats.delivered());
    elasticsearch.sequences().assertComplete(stats.instanceId(), stats.accepted());
  }

  private static boolean isSaid(Recorder recorder, String part) {
    return recorder.diagnostics().infos().stream().anyMatch(info -> info.contains(part));
  }

  private Path volume(String name, String authorities) throws IOException {
    Path volume = Files.createDirectory(directory.resolve(name));
    Files.writeString(volume.resolve("ca.pem"), authorities);
    return volume;
  }

  private static void replace(Path file, String content) {
    try {
      Path next = Files.writeString(file.resolveSibling("next"), content);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
