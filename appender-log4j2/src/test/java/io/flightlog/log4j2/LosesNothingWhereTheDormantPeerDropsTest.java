package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the one direct appender for Log4j2 that is fast, log4j2-elasticsearch 1.6 (dormant since
 * 2022), drops by design: the ninth batch in flight, a whole batch for one failed item, what it has
 * taken out of its store to deliver it again when the process ends, and what finds the pool empty.
 */
class LosesNothingWhereTheDormantPeerDropsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeElasticsearch server = FakeElasticsearch.started();

  @TempDir Path spool;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void moreBatchesInFlightThanAllowed() {
    server.everyBulk(FakeAnswer.hang());
    Map<String, String> options = options("memory");
    options.put("batch.maxEvents", "10");
    options.put("batch.maxBytes", "64 KiB");
    options.put("maxInFlight", "1");
    options.put("requestTimeout", "500 ms");
    ElasticsearchAppender appender;
    try (Log4jContext log4j = Log4jContext.withOptions(options)) {
      appender = log4j.appender();
      log(log4j, 500);
      server.awaitBulkRequests(2, LONG);
      assertEquals(0, server.documentCount());
      assertTrue(appender.stats().resident() >= 500, () -> "held: " + appender.stats());
      server.everyBulk(FakeAnswer.normal());
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
    }
    assertAllArrivedOnce(appender, 500);
  }

  @Test
  void oneFailedItemInABatch() {
    FakeAnswer oneFailed = FakeAnswer.itemsWhere(line -> line.contains("\"event 7\""), 503);
    AtomicBoolean failed = new AtomicBoolean();
    server.everyBulkBy(
        bulk ->
            bulk.text().contains("\"event 7\"") && failed.compareAndSet(false, true)
                ? oneFailed
                : FakeAnswer.normal());
    ElasticsearchAppender appender;
    try (Log4jContext log4j = Log4jContext.withOptions(options("memory"))) {
      appender = log4j.appender();
      log(log4j, 500);
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
    }
    assertAllArrivedOnce(appender, 500);
    assertEquals(2, timesSent("event 7\""), "the one that failed");
    assertEquals(501, timesSent("event "), "the others of its batch are not sent again");
  }

  @Tag("full")
  @Test
  void restartInTheMiddleOfARedelivery() {
    server.everyBulk(FakeAnswer.unavailable());
    Map<String, String> options = options("spill");
    options.put("batch.maxEvents", "100");
    options.put("spool.after", "100 ms");
    options.put("shutdownTimeout", "6 s");
    ElasticsearchAppender first;
    try (Log4jContext log4j = Log4jContext.withOptions(options)) {
      first = log4j.appender();
      log(log4j, 1000);
      Eventually.await("all is on disk", LONG, () -> first.stats().writtenSequence() >= 1000);
    }
    server.everyBulk(FakeAnswer.hang());
    server.nextBulk(FakeAnswer.normal(), FakeAnswer.normal(), FakeAnswer.hang().executed());
    int before = server.bulkRequests().size();
    ElasticsearchAppender second;
    try (Log4jContext log4j = Log4jContext.withOptions(options)) {
      second = log4j.appender();
      server.awaitBulkRequests(before + 3, LONG);
    }
    assertTrue(first.stats().spooled() >= 1000, first.stats()::toString);
    assertTrue(second.stats().spooled() > 0, "nothing was left: it was not in the middle");
    server.everyBulk(FakeAnswer.normal());
    ElasticsearchAppender third;
    try (Log4jContext log4j = Log4jContext.withOptions(options)) {
      third = log4j.appender();
      Eventually.await(
          () -> "all is delivered again: " + server.sequences().reports(),
          LONG,
          () -> arrivedOf(first) == first.stats().accepted());
    }
    for (ElasticsearchAppender each : List.of(first, second, third)) {
      server.sequences().assertComplete(each.stats().instanceId(), each.stats().accepted());
      assertEquals(0, each.stats().lostTotal() + each.stats().droppedTotal());
    }
  }

  private long arrivedOf(ElasticsearchAppender appender) {
    return server.sequences().report(appender.stats().instanceId()).events();
  }

  @Test
  void poolExhausted() {
    server.everyBulk(FakeAnswer.unavailable());
    Map<String, String> options = options("spill");
    options.put("batch.maxBytes", "64 KiB");
    options.put("batch.poolBytes", "512 KiB");
    options.put("queue.maxWait", "1 min");
    ElasticsearchAppender appender;
    try (Log4jContext log4j = Log4jContext.withOptions(options)) {
      appender = log4j.appender();
      log(log4j, 5000);
      Eventually.await("the pool is empty", LONG, () -> appender.stats().spooled() > 0);
      server.everyBulk(FakeAnswer.normal());
      Eventually.await(
          () -> "all is delivered: " + appender.stats(),
          LONG,
          () -> appender.stats().delivered() >= 5000);
    }
    assertAllArrivedOnce(appender, 5000);
  }

  private Map<String, String> options(String durability) {
    Map<String, String> options = new HashMap<>();
    options.put("url", server.url().toString());
    options.put("setup", "off");
    options.put("durability", durability);
    options.put("retry.initialBackoff", "10 ms");
    options.put("retry.maxBackoff", "100 ms");
    options.put("batch.linger", "20 ms");
    options.put("maxEventBytes", "16 KiB");
    options.put("shutdownTimeout", "1 min");
    if (!durability.equals("memory")) {
      options.put("spool.directory", spool.toString());
    }
    return options;
  }

  private static void log(Log4jContext log4j, int events) {
    Logger log = log4j.logger("app");
    for (int i = 0; i < events; i++) {
      log.info("event {}", i);
    }
  }

  /** The account of an appender that was stopped, with what arrived. */
  private void assertAllArrivedOnce(ElasticsearchAppender appender, int events) {
    PipelineStats stats = appender.stats();
    assertTrue(stats.accepted() >= events, stats::toString);
    assertEquals(0, stats.droppedTotal() + stats.lostTotal(), stats::toString);
    DeliveryAccount.of(stats.instanceId())
        .index(server.sequences())
        .counters(Log4jHost.statistics(stats))
        .records(server.records(stats.instanceId()))
        .closedInOrder()
        .missingAtMost(0)
        .assertCloses();
    assertEquals(
        events,
        server.documents().stream()
            .map(document -> LogDocument.parse(document.source()).text("message"))
            .filter(message -> message.startsWith("event "))
            .distinct()
            .count());
  }

  private long timesSent(String message) {
    return server.bulkRequests().stream()
        .flatMap(bulk -> bulk.lines().stream())
        .filter(line -> line.contains("\"message\":\"" + message))
        .count();
  }
}
