package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.FlushResult;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LogDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was logged first stays first, whatever the clock says. */
class EventOrderTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  @Tag("T18")
  @Test
  void aClockThatStandsStillOrStepsBackLeavesTheOrderToTheSequence() {
    List<Instant> times = List.of(NOON, NOON, NOON.minusSeconds(3600), NOON.plusSeconds(1), NOON);
    try (FakeElasticsearch server = FakeElasticsearch.started();
        LogbackContext logback =
            LogbackContext.withOptions("<url>%s</url>".formatted(server.url()))) {
      Events events = new Events();
      for (int i = 0; i < times.size(); i++) {
        logback.appender().doAppend(events.of(LogCall.info("{}", i).instant(times.get(i))));
      }
      assertEquals(
          FlushResult.Outcome.DELIVERED, logback.appender().flush(Duration.ofMinutes(1)).outcome());
      List<LogDocument> inOrder =
          server.documents().stream()
              .map(document -> LogDocument.parse(document.source()))
              .filter(document -> document.text("log.logger").equals(loggerOfCalls()))
              .sorted(Comparator.comparingLong(document -> document.integer("event.sequence")))
              .toList();
      assertEquals(
          List.of("0", "1", "2", "3", "4"),
          inOrder.stream().map(document -> document.text("message")).toList());
      assertEquals(
          times,
          inOrder.stream().map(document -> Instant.parse(document.text("@timestamp"))).toList());
    }
  }

  private static String loggerOfCalls() {
    return LogCall.info("any").logger();
  }
}
