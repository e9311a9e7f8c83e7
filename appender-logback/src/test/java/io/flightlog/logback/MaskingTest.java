package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flightlog.FlushResult;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.fake.RealAnswers;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.MDCAdapter;

/**
 * Secrets that an application logs by mistake, searched for everywhere they could have come to:
 * while Elasticsearch is away, and when it refuses the documents and quotes them.
 */
class MaskingTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int WINDOW = 8;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MASKED = "planted ***";

  private static final String EMAIL = "josephine.baker@mail.example.com";
  private static final String TOKEN = "q9w8E7r6T5y4U3i2O1p0";
  private static final String PASSWORD = "pl4nted-p4ssw0rd";
  private static final String CARD = "4111111111111111";
  private static final String KEY_BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
  private static final String OWN = "Zx81Qq42Ww63Ee84";
  private static final List<String> SECRETS = List.of(EMAIL, TOKEN, PASSWORD, CARD, KEY_BODY, OWN);

  private static final String MASKS =
      """
      <mask><preset>all</preset></mask>
      <mask><pattern>own-[A-Za-z0-9]+</pattern><replacement>own-***</replacement></mask>
      """;

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  @TempDir Path spool;

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void reachNeitherDiskNorWireNorDeadLettersNorStatus(String durability) throws Exception {
    try (server;
        LogbackContext logback = LogbackContext.withOptions(options(durability, MASKS))) {
      logSecrets(logback);
      assertEquals(
          FlushResult.Outcome.SPOOLED, logback.appender().flush(Duration.ofSeconds(4)).outcome());
      List<String> onDisk = filesBelow(spool);
      assertFound(MASKED, onDisk);
      assertNoSecretIn(onDisk);

      server.everyBulkBy(MaskingTest::refuseAndQuote);
      server.start();
      assertEquals(FlushResult.Outcome.DELIVERED, logback.appender().flush(LONG).outcome());
      List<String> onWire = server.bulkRequests().stream().map(RecordedRequest::text).toList();
      assertFound(MASKED, onWire);
      assertFound("flightlog.original", onWire);
      assertNoSecretIn(onWire);

      assertTrue(logback.appender().stats().deadLettered() > 0);
      awaitLetterOf(MASKED);
      assertNoSecretIn(List.of(logback.appender().deadLetters().list().toString()));
      assertNoSecretIn(logback.statuses(Status.INFO));
      assertNoSecretIn(mbeans());
    }
    assertNoSecretIn(filesBelow(spool));
  }

  /** That the search finds what is there. */
  @Test
  void areFoundOnDiskAndOnTheWireWithoutMasking() {
    try (server;
        LogbackContext logback =
            LogbackContext.withOptions(options("journal", "<maskedKeys>off</maskedKeys>"))) {
      logSecrets(logback);
      assertEquals(
          FlushResult.Outcome.SPOOLED, logback.appender().flush(Duration.ofSeconds(4)).outcome());
      List<String> onDisk = filesBelow(spool);
      SECRETS.forEach(secret -> assertFound(secret, onDisk));
      server.everyBulkBy(MaskingTest::refuseAndQuote);
      server.start();
      assertEquals(FlushResult.Outcome.DELIVERED, logback.appender().flush(LONG).outcome());
      List<String> onWire = server.bulkRequests().stream().map(RecordedRequest::text).toList();
      SECRETS.forEach(secret -> assertFound(secret, onWire));
      SECRETS.forEach(this::awaitLetterOf);
    }
  }

  private String options(String durability, String masks) {
    return """
        <url>%s</url>
        <durability>%s</durability>
        <spool><directory>%s</directory><compression>none</compression></spool>
        <batch><linger>10 ms</linger></batch>
        <retry><initialBackoff>10 ms</initialBackoff><maxBackoff>100 ms</maxBackoff></retry>
        %s
        """
        .formatted(server.url(), durability, spool, masks);
  }

  private static void logSecrets(LogbackContext logback) {
    MDCAdapter mdc = logback.context().getMDCAdapter();
    mdc.put("mail", EMAIL);
    mdc.put("db.password", PASSWORD);
    String key = "-----BEGIN PRIVATE KEY-----\n" + KEY_BODY + "\n-----END PRIVATE KEY-----";
    Exception failure = new IllegalStateException("sent Bearer " + TOKEN, new Error("own-" + OWN));
    failure.getCause().addSuppressed(new IllegalArgumentException(key));
    failure.addSuppressed(new Error("https://joe:" + PASSWORD + "@host/"));
    logback
        .logger("app")
        .atError()
        .setCause(failure)
        .addMarker(MarkerFactory.getDetachedMarker("to " + EMAIL))
        .addKeyValue("card", Long.valueOf(CARD))
        .addKeyValue("token", TOKEN)
        .addKeyValue("event.reason", "card " + CARD)
        .addKeyValue("values", List.of(EMAIL, CARD))
        .log("planted {} and own-{}", EMAIL, OWN);
    logback.logger("app").info("planted {} in\n{}", EMAIL, key);
    mdc.clear();
  }

  /** Refuses every document, the stripped ones too, and quotes its whole message. */
  private static FakeAnswer refuseAndQuote(RecordedRequest request) {
    try {
      ObjectNode answer = JSON.createObjectNode().put("took", 1).put("errors", true);
      ArrayNode items = answer.putArray("items");
      List<String> lines = request.lines();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        JsonNode action = JSON.readTree(lines.get(i)).path("create");
        String document = lines.get(i + 1);
        RealAnswers.ItemError error =
            RealAnswers.unparsable("message", action.path("_id").asText(), document);
        ObjectNode item = items.addObject().putObject("create").put("status", 400);
        item.putObject("error").put("type", error.type()).put("reason", error.reason());
      }
      return FakeAnswer.whole(200, answer.toString());
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** The disk agent writes them behind the answer, and removes other files meanwhile. */
  private void awaitLetterOf(String text) {
    Eventually.await(
        "a dead letter on disk with " + text,
        LONG,
        () -> {
          try {
            return filesBelow(spool).stream()
                .anyMatch(
                    file -> file.contains("document_parsing_exception") && file.contains(text));
          } catch (UncheckedIOException removedMeanwhile) {
            return false;
          }
        });
  }

  private static List<String> filesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(file + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return contents;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> mbeans() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    List<String> texts = new ArrayList<>();
    for (ObjectName name : beans.queryNames(new ObjectName("io.flightlog:*"), null)) {
      for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
        texts.add(
            name + "." + attribute.getName() + "=" + beans.getAttribute(name, attribute.getName()));
      }
    }
    assertFalse(texts.isEmpty());
    return texts;
  }

  private static void assertFound(String text, List<String> texts) {
    assertTrue(texts.stream().anyMatch(each -> each.contains(text)), () -> text + " in " + texts);
  }

  private static void assertNoSecretIn(List<String> texts) {
    for (String text : texts) {
      for (String secret : SECRETS) {
        for (int i = 0; i + WINDOW <= secret.length(); i++) {
          String window = secret.substring(i, i + WINDOW);
          assertFalse(text.contains(window), () -> window + " is in " + text);
        }
      }
    }
  }
}
