package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.fake.RecordedRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What other appenders fell into besides the answers of {@link PeerRefusalCases}: silence, sheer
 * size, a late start, types guessed from values, slots held for as long as a batch. Each case has
 * the number of its trap as a tag; the table stands in {@code docs/testing.md}.
 */
public interface PeerTrapCases extends HostedLogging {

  @Tag("T5")
  @Test
  @Timeout(300)
  default void aServerThatAcceptsAndNeverAnswersHoldsNobodyUp() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulk(FakeAnswer.hang());
      Map<String, String> options = options(fake);
      options.put("requestTimeout", "200 ms");
      options.put("batch.maxBytes", "128 KiB"); // little enough to be answered in that time
      options.put("queue.slots", "1024");
      options.put("queue.maxWait", "50 ms");
      options.put("batch.poolBytes", "4 MiB");
      host.start(options);
      long longest = OutageCases.longestOf(host, 20_000);
      assertTrue(
          longest < OutageCases.TOO_LONG.toNanos(),
          () -> "a call took " + longest / 1_000_000 + " ms");
      fake.awaitBulkRequests(3, PATIENCE);
      assertEquals(List.of(), host.problems());
      fake.everyBulk(FakeAnswer.normal());
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      PipelineStatistics statistics = host.statistics();
      assertCountersClose(statistics);
      assertTrue(statistics.dropped() > 0, () -> "the bounds did not bind: " + statistics);
      assertEquals(statistics.accepted(), statistics.delivered(), statistics::toString);
      fake.sequences().assertComplete(onlyInstance(fake), statistics.accepted());
    }
  }

  @Tag("T7")
  @Test
  @Timeout(300)
  default void messagesOfAMegabyteAreBoundedByTheirBytesNotByTheirNumber() {
    try (FakeElasticsearch fake = FakeElasticsearch.absent(true);
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put("maxMessageBytes", "1 MiB");
      options.put("maxEventBytes", "1 MiB");
      options.put("batch.maxBytes", "2 MiB");
      options.put("batch.poolBytes", "8 MiB");
      options.put("queue.whenFull", "drop");
      host.start(options);
      String megabyte = "m".repeat(1_000_000);
      long before = usedHeap();
      for (int e = 0; e < 300; e++) {
        host.log(LogCall.info(megabyte));
      }
      long grown = usedHeap() - before;
      assertTrue(grown < 64 << 20, () -> "300 MB offered, the heap grew by " + grown + " bytes");
      fake.start();
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      PipelineStatistics statistics = host.statistics();
      assertCountersClose(statistics);
      assertTrue(
          statistics.dropped() > 0 && statistics.accepted() > 4, () -> "no bound: " + statistics);
      assertEquals(statistics.accepted(), statistics.delivered(), statistics::toString);
    }
  }

  @Tag("T14")
  @Test
  default void keysOfOtherFieldsAndNumbersThatBecomeTextKeepTheirTypes() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      Map<String, String> mdc =
          Map.of("error", "boom", "url", "/orders", "host", "h", "message", "m", "size", "12");
      host.log(LogCall.info("first").mdc(mdc).keyValue("count", 12));
      host.log(LogCall.info("second").mdc(Map.of("size", "twelve")).keyValue("count", "twelve"));
      host.stop();
      assertAllDelivered(host, fake, 2);
      LogDocument first = events(fake).get(1);
      LogDocument second = events(fake).get(2);
      assertEquals("first", first.text("message"));
      assertEquals("boom", first.text("labels.error"));
      assertEquals("/orders", first.text("labels.url"));
      assertEquals("h", first.text("labels.host"));
      assertEquals("12", first.text("labels.size"));
      assertEquals("twelve", second.text("labels.size"));
      assertEquals(12, first.integer("numeric_labels.count"));
      assertEquals("twelve", second.text("labels.count"));
      for (String object : List.of("error", "url", "host")) {
        assertTrue(
            !first.has(object) || first.field(object).isObject(),
            () -> object + " is an object elsewhere: " + first);
      }
    }
  }

  @Tag("T15")
  @Test
  @Timeout(300)
  default void theTemplateIsThereBeforeTheFirstEventHoweverLateTheServerIs() {
    try (FakeElasticsearch fake = FakeElasticsearch.absent(true);
        LoggingHost host = newHost()) {
      fake.everyRequestTo("/", FakeAnswer.unavailable());
      host.start(options(fake));
      logFromThreads(host, 2, 100);
      fake.start();
      Eventually.await("set-up is tried twice", PATIENCE, () -> fake.requests().size() > 1);
      assertEquals(List.of(), fake.bulkRequests());
      fake.everyRequestTo("/", FakeAnswer.normal());
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      assertAllDelivered(host, fake, 200);
      List<RecordedRequest> requests = fake.requests();
      RecordedRequest firstBulk = fake.bulkRequests().get(0);
      assertTrue(
          requests.subList(0, requests.indexOf(firstBulk)).stream()
              .anyMatch(request -> request.method().equals("PUT")),
          requests::toString);
      assertEquals(List.of(), host.problems());
    }
  }

  @Tag("T20")
  @Test
  @Timeout(300)
  default void slotsComeFreeThoughNoBatchIsDeliveredWhileCallersGoOn() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulk(FakeAnswer.hang());
      Map<String, String> options = options(fake);
      options.put("queue.slots", "256");
      options.put("queue.maxWait", "30 s");
      options.put("batch.maxEvents", "1000");
      options.put("batch.linger", "1 min");
      options.put("requestTimeout", "500 ms");
      host.start(options);
      logFromThreads(host, 2, 2250);
      assertEquals(0, fake.documentCount());
      fake.everyBulk(FakeAnswer.normal());
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      host.stop();
      assertAllDelivered(host, fake, 4500);
    }
  }

  /** After a collection. */
  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
