package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers that other appenders were undone by: one bad document among many, overload, a key that
 * was replaced, a body that is too large. Each case has the number of its trap as a tag; the table
 * stands in {@code docs/testing.md}.
 */
public interface PeerRefusalCases extends HostedLogging {

  @Tag("T1")
  @Test
  @Timeout(300)
  default void oneMappingErrorAmongFiveHundredCostsOnlyTheDocumentsOwnFields() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulk(
          FakeAnswer.itemsWhere(
              document -> document.contains("\"labels.poison\":") || document.contains("unloved"),
              400));
      host.start(options(fake));
      for (int e = 0; e < 250; e++) {
        host.log(LogCall.info("good {}", e));
      }
      host.log(LogCall.info("poisoned").mdc(Map.of("poison", "in a label")));
      host.log(LogCall.info("unloved"));
      for (int e = 250; e < 498; e++) {
        host.log(LogCall.info("good {}", e));
      }
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      assertEquals(498, timesSent(fake, "good "));
      assertEquals(2, timesSent(fake, "poisoned"));
      assertEquals(2, timesSent(fake, "unloved"));
      LogDocument stripped =
          events(fake).stream()
              .filter(event -> event.text("message").equals("poisoned"))
              .findFirst()
              .orElseThrow();
      assertTrue(stripped.text("flightlog.original").contains("in a label"), stripped::toString);
      PipelineStatistics statistics = host.statistics();
      assertCountersClose(statistics);
      assertEquals(1, statistics.deadLettered(), statistics::toString);
      assertEquals(statistics.accepted() - 1, statistics.delivered(), statistics::toString);
      assertEquals(statistics.delivered(), events(fake).size());
    }
  }

  @Tag("T2")
  @Test
  @Timeout(300)
  default void overloadOfTheWholeAndOfSomeItemsLosesNothing() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulk(FakeAnswer.overloaded());
      host.start(options(fake));
      logFromThreads(host, 2, 500);
      fake.awaitBulkRequests(10, PATIENCE);
      fake.everyBulk(FakeAnswer.items(429));
      fake.awaitBulkRequests(fake.bulkRequests().size() + 5, PATIENCE);
      assertEquals(0, fake.documentCount());
      fake.everyBulk(FakeAnswer.items(201, 429));
      logFromThreads(host, 2, 500);
      fake.awaitBulkRequests(fake.bulkRequests().size() + 5, PATIENCE);
      fake.everyBulk(FakeAnswer.normal());
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      assertAllDelivered(host, fake, 2000);
      assertEquals(List.of(), host.problems());
    }
  }

  @Tag("T3")
  @Test
  @Timeout(300)
  default void aKeyReplacedInItsFileIsTakenUpAndNothingIsLost() throws IOException {
    Path file = Files.createTempFile("flightlog-key", "");
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Files.writeString(file, "Zmlyc3Q=\n");
      fake.everyBulkBy(onlyWithKey("Zmlyc3Q="));
      Map<String, String> options = options(fake);
      options.put("apiKeyFile", file.toString());
      host.start(options);
      logFromThreads(host, 2, 100);
      fake.awaitDocuments(200, PATIENCE);
      fake.everyBulkBy(onlyWithKey("c2Vjb25k"));
      int before = fake.bulkRequests().size();
      logFromThreads(host, 2, 100);
      fake.awaitBulkRequests(before + 3, PATIENCE);
      assertEquals(List.of(), host.problems());
      Files.writeString(file, "c2Vjb25k\n");
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      assertAllDelivered(host, fake, 400);
    } finally {
      Files.delete(file);
    }
  }

  @Tag("T4")
  @Test
  @Timeout(300)
  default void aBodyThatIsTooLargeIsSentInPartsAndTheSizeIsRemembered() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Predicate<RecordedRequest> tooLarge = bulk -> bulk.body().length > 40_000;
      fake.everyBulkBy(tooLargeWhen(tooLarge));
      Map<String, String> options = options(fake);
      options.put("batch.linger", "1 min"); // a round is one body, however slowly it is logged
      host.start(options);
      for (int round = 0; round < 5; round++) {
        logFromThreads(host, 2, 500);
        assertTrue(host.flush(PATIENCE), "flush did not settle");
      }
      host.stop();
      assertAllDelivered(host, fake, 5000);
      long refused = fake.bulkRequests().stream().filter(tooLarge).count();
      assertTrue(refused > 0 && refused < 20, () -> refused + " requests were too large");
    }
  }

  @Tag("T4")
  @Test
  @Timeout(300)
  default void anEventThatAloneIsTooLargeIsCutAndOnlyIfThatIsNotEnoughSetAside() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulkBy(
          tooLargeWhen(bulk -> bulk.body().length > 10_000 || bulk.text().contains("hopeless")));
      Map<String, String> options = options(fake);
      // should all other lines have passed before, records show that the server takes something
      options.put("statusInterval", "1 s");
      host.start(options);
      logFromThreads(host, 1, 50);
      host.log(LogCall.info("long " + "x".repeat(12_000)));
      host.log(LogCall.info("hopeless"));
      logFromThreads(host, 1, 50);
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      PipelineStatistics statistics = host.statistics();
      assertCountersClose(statistics);
      assertEquals(1, statistics.deadLettered(), statistics::toString);
      assertEquals(statistics.accepted() - 1, statistics.delivered(), statistics::toString);
      List<LogDocument> events = events(fake);
      assertEquals(statistics.delivered(), events.size());
      assertTrue(events.stream().anyMatch(event -> event.text("message").startsWith("long xxx")));
    }
  }

  private static Function<RecordedRequest, FakeAnswer> onlyWithKey(String key) {
    return bulk ->
        bulk.header("authorization").equals("ApiKey " + key)
            ? FakeAnswer.normal()
            : FakeAnswer.unauthorized();
  }

  private static Function<RecordedRequest, FakeAnswer> tooLargeWhen(
      Predicate<RecordedRequest> condition) {
    return bulk -> condition.test(bulk) ? FakeAnswer.tooLarge() : FakeAnswer.normal();
  }

  /** How many documents with a message that begins so came in, whatever was answered. */
  private static long timesSent(FakeElasticsearch fake, String message) {
    return fake.bulkRequests().stream()
        .flatMap(bulk -> bulk.lines().stream())
        .filter(line -> line.contains("\"message\":\"" + message))
        .count();
  }
}
