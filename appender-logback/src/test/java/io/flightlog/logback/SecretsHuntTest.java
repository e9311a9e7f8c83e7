package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each option that can hold a secret holds one, everything goes wrong, and then the secret is
 * looked for in all that came out. The HTTP client logs all it can, in the same Logback.
 */
@Timeout(300)
class SecretsHuntTest {
  private Suspect suspect;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    suspect = new Suspect(directory);
  }

  @AfterEach
  void end() {
    suspect.close();
  }

  /** A further option that can hold a secret is a further line, beside one that is sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<apiKey>SECRET</apiKey>",
        "<apiKeyFile>FILE</apiKeyFile>",
        "<username>ann</username><password>SECRET</password>",
        "<username>ann</username><passwordFile>FILE</passwordFile>",
        "<bearerToken>SECRET</bearerToken>",
        "<bearerTokenFile>FILE</bearerTokenFile>",
        "<url>http://ann:ENCODED@HOST</url>",
        "<headers><header><name>Authorization</name><value>Own SECRET</value></header></headers>",
        "<headers><header><name>X-Api-Key</name><value>SECRET</value></header></headers>",
      })
  void noSecretComesOutWhateverTheServerDoes(String credentials) throws Exception {
    FakeElasticsearch server = suspect.server();
    server.everyRequestToBy("/_index_template/", request -> quoting(403, request));
    server.start();
    suspect.configure(credentials);
    suspect.arrives();
    suspect.awaitSaid("could not be installed");
    suspect.goesWrong("status 401", request -> quoting(401, request));
    suspect.goesWrong("status 403", request -> FakeAnswer.forbidden());
    try (FakeElasticsearch other = FakeElasticsearch.started()) {
      FakeAnswer redirect = FakeAnswer.whole(307, "").header("Location", other.url() + "/_bulk");
      suspect.goesWrong("status 307", request -> redirect);
      assertEquals(List.of(), other.requests());
    }
    suspect.goesWrong(
        "status 502", request -> FakeAnswer.whole(502, "<p>" + authentication(request)));
    suspect.goesWrong("status 400", request -> quoting(400, request));
    suspect.isRefused("that is refused", SecretsHuntTest::quotingInEachItem);
    server.stop();
    suspect.log("that stays");
    suspect.awaitSaid("ConnectException");

    String sent = authentication(server.bulkRequests().get(0));
    assertFalse(new Sentinel().formsIn(sent).isEmpty(), sent);
    Evidence evidence = suspect.evidence();
    suspect.stop(evidence);
    assertEquals(Map.of(), evidence.of(new Sentinel()));
    assertEverySourceIsThere(evidence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<apiKey>SECRET&#x7f;</apiKey>",
        "<apiKey>SECRET</apiKey><bearerToken>SECRET</bearerToken>",
        "<apiKey>SECRET</apiKey><apiKey>SECRET</apiKey>",
        "<apikey>SECRET</apikey>",
        "<apiKey><value>SECRET</value></apiKey>",
        "<password>SECRET</password>",
        "<url>http://ann:SECRET@HOST</url>",
        "<url>http://ann:ENCODED@es-1:9200</url>",
        "<url>http://ann:ENCODED@HOST,http://HOST</url>",
        "<url>http://ann:SECRET#,SECRET@HOST?SECRET</url>",
        "<url>http://ann:ENCODED@HOST</url><apiKey>SECRET</apiKey>",
        "<proxy>http://ann:SECRET@127.0.0.1:9</proxy>",
        "<url>https://HOST</url><tls><keyPassword>SECRET</keyPassword></tls>",
        "<url>https://HOST</url><tls><trustStorePassword>SECRET</trustStorePassword></tls>",
        "<headers><header><name>X-Api-Key</name><value>SECRET&#x7f;</value></header></headers>",
        "<headers><header><name>X-Api-Key: SECRET</name><value>x</value></header></headers>",
        "<url>http://es-1:9200</url><headers>"
            + "<header><name>Cookie</name><value>SECRET</value></header></headers>",
      })
  void noSecretComesOutOfAConfigurationThatIsRefused(String elements) throws Exception {
    suspect.configure(elements);
    assertFalse(suspect.appender().isStarted());
    suspect.awaitSaid("Appender [ELASTIC] is not started: ");
    assertEquals(Map.of(), suspect.evidence().of(new Sentinel()));
  }

  /** Logback says more here than we do: see docs/security.md. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<username>ann</username><password>SECRET${NOT_SET}</password>",
        "<bearerToken>SECRET${NOT_SET}</bearerToken>",
        "<url>http://ann:ENCODED${NOT_SET}@HOST</url>",
        "<headers><header><name>Cookie</name><value>SECRET${NOT_SET}</value></header></headers>",
      })
  void aVariableThatIsNotDefinedIsNotShownWithWhatStandsBeforeIt(String elements) {
    suspect.configure(elements);
    String said = suspect.saidWith("not started");
    assertTrue(said.endsWith(": a variable in it is not defined"), said);
    assertEquals(List.of(), new Sentinel().formsIn(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<apiKeyFile>FILE</apiKeyFile>",
        "<username>ann</username><passwordFile>FILE</passwordFile>",
        "<bearerTokenFile>FILE</bearerTokenFile>",
      })
  void noSecretComesOutOfAFileThatCannotBeUsed(String credentials) throws Exception {
    Files.writeString(suspect.file(), Sentinel.SECRET + "\u0007");
    suspect.server().start();
    suspect.configure(credentials);
    suspect.log("that waits");
    suspect.awaitSaid("CredentialsUnreadableException");
    assertEquals(List.of(), suspect.server().requests());
    assertEquals(Map.of(), suspect.evidence().of(new Sentinel()));
  }

  /** The file is no store, so no password opens it; nor is it a key, or holds a certificate. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<trustStoreFile>FILE</trustStoreFile><trustStorePassword>SECRET</trustStorePassword>",
        "<trustStoreFile>FILE</trustStoreFile><trustStorePasswordFile>FILE</trustStorePasswordFile>",
        "<caFile>FILE</caFile>",
        "<certificateFile>FILE</certificateFile><keyFile>FILE</keyFile><keyPassword>SECRET</keyPassword>",
      })
  void noSecretComesOutOfWhatTlsNeeds(String elements) throws Exception {
    suspect.server().start();
    suspect.configure("<url>https://HOST</url><tls>" + elements + "</tls>");
    suspect.log("that waits");
    suspect.awaitSaid(suspect.file() + ": ");
    assertEquals(List.of(), suspect.server().requests());
    Evidence evidence = suspect.evidence();
    suspect.stop(evidence);
    assertEquals(Map.of(), evidence.of(new Sentinel()));
  }

  /** So that finding nothing means something. */
  @Test
  void whatIsPlantedIsFoundWhereverItIs() throws Exception {
    suspect.server().start();
    suspect.configure("<apiKey>harmless</apiKey><mdc><include>none</include></mdc>");
    suspect.isRefused(Sentinel.SECRET, request -> FakeAnswer.items(400));
    System.out.println(Sentinel.base64(1));
    suspect.appender().addError(Sentinel.SECRET);
    ObjectName name = new ObjectName("io.flightlog:type=Planted");
    ManagementFactory.getPlatformMBeanServer().registerMBean(new Planted(), name);
    CountDownLatch looked = new CountDownLatch(1);
    Thread thread = new Thread(() -> awaitUninterruptibly(looked), Sentinel.SECRET);
    thread.start();
    Evidence evidence = suspect.evidence();
    looked.countDown();
    thread.join();
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    evidence.addReachable(List.of(new Planted()));
    evidence.addFiles(Files.createFile(suspect.file().resolveSibling("S3nt1nel")));
    assertEquals(
        Set.of(
            "JMX",
            "dead letter",
            "file",
            "file name",
            "printed",
            "request",
            "status",
            "thread name",
            "toString"),
        evidence.of(new Sentinel()).keySet());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a S3nt1nelAlpha/+Om3gaW0rd~x b",
        "A S3NT1NELALPHA/+OM3GAW0RD~X B",
        "S3nt1nelAlpha%2F%2BOm3gaW0rd%7Ex",
        "S3nt1nelAlpha",
        "cut: Om3gaW0rd",
        "UzNudDFuZWxBbHBoYS8rT20zZ2FXMHJkfng=", // alone
        "YW46UzNudDFuZWxBbHBoYS8rT20zZ2FXMHJkfng=", // behind an:
        "YW5uOlMzbnQxbmVsQWxwaGEvK09tM2dhVzByZH54", // behind ann:
        "YW5uZTpTM250MW5lbEFscGhhLytPbTNnYVcwcmR+eA==", // behind anne:
      })
  void isFoundInEachForm(String text) {
    assertFalse(new Sentinel().formsIn(text).isEmpty());
  }

  /** For JMX. */
  public interface PlantedMBean {
    String getSecret();
  }

  /** Says too much. */
  public static final class Planted implements PlantedMBean {
    @Override
    public String getSecret() {
      return Sentinel.SECRET;
    }

    @Override
    public String toString() {
      return Sentinel.SECRET;
    }
  }

  private static void assertEverySourceIsThere(Evidence evidence) {
    assertHas(evidence, "printed", ">> POST", ": (hidden)", "|-WARN in", "ConnectException");
    assertHas(evidence, "JMX", "type=Pipeline,name=\"ELASTIC\"", "RetriedRequests");
    assertHas(evidence, "file", "an application's", "refused_at", "(hidden)");
    assertHas(evidence, "file name", "dead-letter", "LOCK", ".batch");
    assertHas(evidence, "request", "flightlog.refused");
    assertHas(evidence, "dead letter", "(hidden)");
    assertHas(evidence, "toString", ": (hidden)");
    assertHas(evidence, "thread name", "flightlog-ship");
    assertFalse(evidence.text("status").contains("held back"), "not all was said");
  }

  private static void assertHas(Evidence evidence, String source, String... words) {
    for (String each : words) {
      assertTrue(
          evidence.text(source).contains(each), () -> source + " is not gathered: no " + each);
    }
  }

  private static String authentication(RecordedRequest request) {
    return (request.header("authorization") + " " + request.header("x-api-key")).strip();
  }

  private static FakeAnswer quoting(int status, RecordedRequest request) {
    String reason = "what is " + authentication(request) + " to me";
    return FakeAnswer.whole(
        status,
        "{\"error\":{\"type\":\"Type: %1$s\",\"reason\":\"%1$s\"},\"status\":%2$d}"
            .formatted(reason, status));
  }

  private static FakeAnswer quotingInEachItem(RecordedRequest request) {
    String item =
        "{\"create\":{\"status\":400,\"error\":{\"type\":\"a_type\",\"reason\":\"what is %s\"}}}"
            .formatted(authentication(request));
    String items = String.join(",", Collections.nCopies(request.lines().size() / 2, item));
    return FakeAnswer.whole(200, "{\"errors\":true,\"items\":[" + items + "]}");
  }
}
