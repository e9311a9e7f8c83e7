package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * In the context that the HTTP client itself logs to, at TRACE: whatever it says must not be
 * shipped, or each request would cause the next.
 */
class FeedbackTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Tag("T6")
  @Test
  void atRootTraceOnlyTheApplicationsEventsAreShipped() {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      server.nextBulk(FakeAnswer.unavailable(), FakeAnswer.reset());
      LogbackContext logback = LogbackContext.ofThisJvm();
      try {
        logback.configure(
            """
            <url>%s</url>
            <retry><initialBackoff>10 ms</initialBackoff></retry>
            """
                .formatted(server.url()));
        logback.logger(Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
        ElasticsearchAppender appender = logback.appender();
        for (int round = 0; round < 10; round++) {
          logback.logger("app").info("round {}", round);
          assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
        }
        List<ILoggingEvent> fromTheClient =
            logback.listed().stream().filter(e -> !e.getLoggerName().equals("app")).toList();
        assertTrue(fromTheClient.size() > 100, "the client is silent: nothing is proven");
        PipelineStats stats = appender.stats();
        assertEquals(1 + 10, stats.offered(), "instance record and rounds");
        assertEquals(1 + 10, server.documentCount());
      } finally {
        logback.context().reset();
      }
      assertFalse(server.documents().toString().contains("org.apache.hc"));
    }
  }

  @Tag("T6")
  @Test
  @Timeout(180)
  void aFullQueueAndALoggingClientDoNotWaitForEachOther() {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      server.everyBulk(FakeAnswer.reset());
      LogbackContext logback = LogbackContext.ofThisJvm();
      try {
        logback.configure(
            """
            <url>%s</url>
            <durability>memory</durability>
            <queue><slots>64</slots><maxWait>10 ms</maxWait></queue>
            <batch><maxBytes>96 KiB</maxBytes><poolBytes>512 KiB</poolBytes></batch>
            <retry><initialBackoff>10 ms</initialBackoff><maxBackoff>50 ms</maxBackoff></retry>
            """
                .formatted(server.url()));
        logback.logger(Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
        ElasticsearchAppender appender = logback.appender();
        int events = 0;
        while (appender.stats().droppedTotal() == 0 || server.bulkRequests().size() < 3) {
          logback.logger("app").info("event {}", events++);
        }
        server.everyBulk(FakeAnswer.normal());
        assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
        PipelineStats stats = appender.stats();
        assertEquals(1 + events, stats.offered(), "instance record and events");
        assertEquals(stats.accepted(), stats.delivered());
      } finally {
        logback.context().reset();
      }
      assertFalse(server.documents().toString().contains("org.apache.hc"));
    }
  }
}
