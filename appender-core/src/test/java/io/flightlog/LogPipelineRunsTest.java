package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult.Outcome;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The counts in the record of a run, against the documents that arrived. */
class LogPipelineRunsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();

  /**
   * @param action null for a line
   */
  private record Event(Severity severity, String run, String action) {}

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void whatIsDroppedIsNotCounted() {
    try (LogPipeline<Event> pipeline = start(dropping())) {
      assertTrue(say(pipeline, Severity.INFO, "task-started"));
      long accepted = 0;
      for (int i = 0; i < 20_000; i++) {
        accepted += say(pipeline, Severity.INFO, null) ? 1 : 0;
      }
      assertTrue(accepted > 0 && accepted < 20_000, "accepted " + accepted);
      assertTrue(say(pipeline, Severity.WARN, null));
      assertTrue(say(pipeline, Severity.ERROR, "task-run"));
      server.start();
      assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
      LogDocument run = runs().get(0);
      assertEquals(accepted, run.integer("task.log.info"));
      assertEquals(accepted, lines("INFO"));
      assertEquals(1, run.integer("task.log.warn"));
      assertEquals(0, run.integer("task.log.error"), "the record does not count itself");
      assertEquals(0, run.integer("task.log.debug"));
      assertEquals(0, run.integer("task.log.trace"));
      assertFalse(run.has("labels.flightlog_truncated"), run::toString);
    }
  }

  @Test
  void aRunWhoseStartWasDroppedHasNoCountsRatherThanWrongOnes() {
    try (LogPipeline<Event> pipeline = start(dropping())) {
      String run = firstRunWithoutAStart(pipeline);
      assertTrue(pipeline.append(Severity.WARN, new Event(Severity.WARN, run, null)));
      assertTrue(pipeline.append(Severity.ERROR, new Event(Severity.ERROR, run, "task-run")));
      server.start();
      assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
      assertEquals(List.of(), List.copyOf(runs().get(0).namesUnder("task.log.")));
    }
  }

  @Test
  void anEncoderThatFailsBehindTheRunsIdCostsNeitherTheLineNorItsCount() {
    server.start();
    try (LogPipeline<Event> pipeline = start(Map.of())) {
      say(pipeline, Severity.INFO, "task-started");
      say(pipeline, Severity.INFO, "fails");
      say(pipeline, Severity.INFO, "task-run");
      assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
      assertEquals(1, runs().get(0).integer("task.log.info"));
    }
  }

  @Test
  void aRunThatEndsTwiceIsCountedOnce() {
    server.start();
    try (LogPipeline<Event> pipeline = start(Map.of())) {
      say(pipeline, Severity.INFO, "task-started");
      say(pipeline, Severity.INFO, "task-run");
      say(pipeline, Severity.INFO, null);
      say(pipeline, Severity.INFO, "task-run");
      assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
      assertEquals(0, runs().get(0).integer("task.log.info"));
      assertFalse(runs().get(1).has("task.log.info"));
    }
  }

  @Test
  void moreOpenRunsThanAreCountedAreSaidOnTheStatusChannel() {
    server.start();
    try (LogPipeline<Event> pipeline = start(Map.of("queue.maxWait", "1 min"))) {
      for (int i = 0; i <= 4096; i++) {
        pipeline.append(Severity.INFO, new Event(Severity.INFO, "run-" + i, "task-started"));
      }
      for (String run : List.of("run-0", "run-1")) {
        pipeline.append(Severity.INFO, new Event(Severity.INFO, run, "task-run"));
      }
      assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
      assertFalse(runs().get(0).has("task.log.info"));
      assertTrue(runs().get(1).has("task.log.info"));
    }
    assertEquals(1, diagnostics.warnings().size(), diagnostics.warnings()::toString);
  }

  /** Others may begin until then: whether the queue is full, nobody can tell beforehand. */
  private static String firstRunWithoutAStart(LogPipeline<Event> pipeline) {
    int number = 0;
    while (pipeline.append(
        Severity.INFO, new Event(Severity.INFO, "run-" + number, "task-started"))) {
      number++;
    }
    return "run-" + number;
  }

  private static Map<String, String> dropping() {
    return Map.of("queue.slots", "1024", "queue.whenFull", "drop", "batch.maxEvents", "100");
  }

  private static boolean say(LogPipeline<Event> pipeline, Severity severity, String action) {
    return pipeline.append(severity, new Event(severity, "r-1", action));
  }

  private List<LogDocument> documents() {
    return server.documents().stream()
        .map(stored -> LogDocument.parse(stored.source()))
        .filter(document -> document.has("task.run.id"))
        .sorted(Comparator.comparingLong(document -> document.integer("event.sequence")))
        .toList();
  }

  private List<LogDocument> runs() {
    return documents().stream()
        .filter(document -> document.has("event.action"))
        .filter(document -> document.text("event.action").equals("task-run"))
        .toList();
  }

  private long lines(String level) {
    return documents().stream()
        .filter(document -> !document.has("event.action"))
        .filter(document -> document.text("log.level").equals(level))
        .count();
  }

  private LogPipeline<Event> start(Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    all.put("url", server.url().toString());
    all.put("durability", "memory");
    all.put("retry.initialBackoff", "1 ms");
    all.put("retry.maxBackoff", "20 ms");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    return LogPipeline.start("test", config, LogPipelineRunsTest::encode, diagnostics);
  }

  private static void encode(Event event, EcsWriter out) {
    out.timestamp(1_700_000_000L, 0);
    out.level(event.severity().name());
    out.message("m");
    if (event.action() != null) {
      out.keyValue("event.action", event.action());
    }
    out.contextEntry("task.run.id", event.run());
    if ("fails".equals(event.action())) {
      throw new IllegalStateException("broken");
    }
  }
}
