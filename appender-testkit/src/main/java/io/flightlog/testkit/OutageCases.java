package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No server, a silent server, a server that comes back: the host never pays for it. */
public interface OutageCases extends HostedLogging {

  /** A call that takes this long has waited; a busy machine alone does not delay one so much. */
  Duration TOO_LONG = Duration.ofSeconds(5);

  @Tag("T19")
  @Test
  @Timeout(300)
  default void anAbsentServerIsNoErrorAndHoldsNobodyUp() {
    try (FakeElasticsearch fake = FakeElasticsearch.absent(false);
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put("queue.slots", "1024");
      options.put("queue.maxWait", "50 ms");
      options.put("batch.poolBytes", "4 MiB");
      host.start(options);
      assertTrue(host.running(), () -> "not started: " + host.problems());
      long longest = longestOf(host, 50_000);
      assertTrue(longest < TOO_LONG.toNanos(), () -> "a call took " + longest / 1_000_000 + " ms");
      assertEquals(List.of(), host.problems());
      PipelineStatistics during = host.statistics();
      assertTrue(during.dropped() > 0, () -> "nothing was dropped: " + during);
      fake.start();
      Eventually.await(
          () -> "what was accepted is delivered: " + host.statistics(),
          PATIENCE,
          () -> host.statistics().delivered() >= during.accepted());
      host.stop();
      PipelineStatistics after = host.statistics();
      assertCountersClose(after);
      assertEquals(after.accepted(), after.delivered(), after::toString);
      fake.sequences().assertComplete(onlyInstance(fake), after.accepted());
    }
  }

  @Test
  @Timeout(300)
  default void anOutageMidwayLosesNothingThatFits() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      logFromThreads(host, 2, 100);
      fake.awaitDocuments(200, PATIENCE);
      fake.stop();
      logFromThreads(host, 2, 100);
      fake.start();
      fake.awaitDocuments(400, PATIENCE);
      host.stop();
      assertAllDelivered(host, fake, 400);
      assertEquals(List.of(), host.problems());
    }
  }

  @Tag("T3")
  @Tag("T19")
  @Test
  @Timeout(300)
  default void refusedCredentialsAreNoErrorAndHoldNothingUp() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulk(FakeAnswer.unauthorized());
      fake.everyRequestTo("/", FakeAnswer.unauthorized());
      host.start(options(fake));
      assertTrue(host.running(), () -> "not started: " + host.problems());
      logFromThreads(host, 2, 100);
      Eventually.await("a request is refused", PATIENCE, () -> !fake.requests().isEmpty());
      assertEquals(List.of(), host.problems());
      fake.everyRequestTo("/", FakeAnswer.normal());
      fake.everyBulk(FakeAnswer.normal());
      fake.awaitDocuments(200, PATIENCE);
      host.stop();
      assertAllDelivered(host, fake, 200);
    }
  }

  @Test
  @Timeout(300)
  default void refusedSetUpDoesNotKeepEventsBack() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyRequestTo("/", FakeAnswer.forbidden());
      host.start(options(fake));
      logFromThreads(host, 2, 100);
      fake.awaitDocuments(200, PATIENCE);
      host.stop();
      assertAllDelivered(host, fake, 200);
      assertEquals(List.of(), host.problems());
    }
  }

  @Tag("T8")
  @Test
  @Timeout(300)
  default void stoppingEndsByItsDeadlineThoughTheServerHangs() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      fake.everyBulk(FakeAnswer.hang());
      Map<String, String> options = options(fake);
      options.put("shutdownTimeout", "1 s");
      host.start(options);
      logFromThreads(host, 2, 100);
      fake.awaitBulkRequests(1, PATIENCE);
      long start = System.nanoTime();
      host.stop();
      long nanos = System.nanoTime() - start;
      assertTrue(
          nanos < Duration.ofSeconds(1).plus(TOO_LONG).toNanos(), () -> "took " + nanos + " ns");
      PipelineStatistics statistics = host.statistics();
      assertCountersClose(statistics);
      assertEquals(0, statistics.delivered(), statistics::toString);
      assertEquals(statistics.accepted(), statistics.lost(), statistics::toString);
    }
  }

  @Test
  @Timeout(300)
  default void flushTellsThatItCouldNotSettle() {
    try (FakeElasticsearch fake = FakeElasticsearch.absent(true);
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put("shutdownTimeout", "100 ms");
      host.start(options);
      host.log(LogCall.info("m"));
      assertFalse(host.flush(Duration.ofMillis(200)), "settled without a server");
    }
  }

  /** Logs so many events, and returns how long the longest call took, in nanoseconds. */
  static long longestOf(LoggingHost host, int events) {
    long longest = 0;
    for (int e = 0; e < events; e++) {
      long start = System.nanoTime();
      host.log(LogCall.info("{} of {}", e, events));
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return longest;
  }
}
