package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult.Outcome;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import io.flightlog.testkit.fake.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pipeline says about itself in the index, against its own counters. */
class LogPipelineRecordsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void whoReadsTheIndexLearnsWhatWasDroppedAndWhen() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    LogPipeline<String> pipeline =
        start(Map.of("queue.slots", "1024", "queue.whenFull", "drop", "batch.maxEvents", "100"));
    for (int i = 0; i < 20_000; i++) {
      pipeline.append(Severity.INFO, "event " + i);
    }
    server.start();
    assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
    pipeline.close();
    PipelineStats stats = assertClosed(pipeline);
    assertTrue(stats.droppedTotal() > 0, stats.toString());
    server.sequences().assertComplete(stats.instanceId(), stats.accepted());
    List<LogDocument> records =
        server.documents().stream()
            .map(stored -> LogDocument.parse(stored.source()))
            .filter(document -> !document.has("event.sequence"))
            .toList();
    LogDocument last = records.get(records.size() - 1);
    assertEquals(stats.instanceId(), last.text("agent.ephemeral_id"));
    assertEquals(stats.droppedTotal(), last.integer("flightlog.dropped.info"));
    assertEquals(stats.accepted(), last.integer("flightlog.accepted"));
    assertEquals(stats.claimedSequence(), last.integer("flightlog.sequence"));
    LogDocument gap = lastGap(records);
    assertEquals("WARN", gap.text("log.level"));
    assertEquals(stats.droppedTotal(), gap.integer("flightlog.dropped.info"));
    Instant start = Instant.parse(gap.text("event.start"));
    Instant end = Instant.parse(gap.text("event.end"));
    assertTrue(!start.isBefore(before) && !end.isBefore(start), gap::toString);
    assertTrue(!end.isAfter(Instant.now()), gap::toString);
  }

  /** The last record of all, unless the drops were over for so long that it is one more status. */
  private static LogDocument lastGap(List<LogDocument> records) {
    return records.stream()
        .filter(record -> record.text("event.action").equals("events-dropped"))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void theTailIsToldBehindTheLastEvent() {
    server.start();
    LogPipeline<String> pipeline = start(Map.of("batch.linger", "10 min"));
    pipeline.append(Severity.INFO, "event");
    pipeline.close();
    PipelineStats stats = assertClosed(pipeline);
    List<StoredDocument> all = server.documents();
    assertEquals(4, all.size());
    LogDocument last = LogDocument.parse(all.get(3).source());
    assertEquals("recorder-status", last.text("event.action"));
    assertEquals(2, last.integer("flightlog.sequence"));
    assertEquals(stats.instanceId() + "~s0", all.get(3).id());
    assertEquals(3, stats.delivered(), "a record is no event");
  }

  @Test
  void aRunningInstanceTellsItsCountersNowAndThen() {
    server.start();
    LogPipeline<String> pipeline = start(Map.of("statusInterval", "1 s", "batch.linger", "10 ms"));
    Eventually.await(
        "a status record says that the first event was delivered",
        LONG,
        () ->
            server.documents().stream()
                .anyMatch(document -> document.text().contains("\"flightlog.delivered\":1,")));
    pipeline.close();
    assertClosed(pipeline);
  }

  @Test
  void withoutAnIntervalAnInstanceThatDropsNothingIsSilent() {
    server.start();
    LogPipeline<String> pipeline = start(Map.of("statusInterval", "0"));
    pipeline.append(Severity.INFO, "event");
    pipeline.close();
    assertEquals(assertClosed(pipeline).accepted(), server.documentCount());
  }

  private LogPipeline<String> start(Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    all.put("url", server.url().toString());
    all.putIfAbsent("durability", "memory");
    all.put("retry.initialBackoff", "1 ms");
    all.put("retry.maxBackoff", "20 ms");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    return LogPipeline.start(
        "test",
        config,
        (event, out) -> {
          out.timestamp(1_700_000_000L, 0);
          out.level("INFO");
          out.message(event);
        },
        diagnostics);
  }

  /** Records are in no counter: both sums close without them. */
  private static PipelineStats assertClosed(LogPipeline<?> pipeline) {
    PipelineStats stats = pipeline.stats();
    assertEquals(stats.offered(), stats.accepted() + stats.droppedTotal(), stats::toString);
    assertEquals(stats.accepted(), stats.settled(), stats::toString);
    assertEquals(stats.accepted(), stats.delivered(), stats::toString);
    assertEquals(0, stats.resident(), stats::toString);
    return stats;
  }
}
