package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.flightlog.FlushResult;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The counts in the records of runs are those of the documents that have the run's id. */
class RunCountsTest {
  private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger log = context.getLogger("app.Reports");
  private final ElasticsearchAppender appender;

  RunCountsTest() {
    context.reset();
    context.start(); // one that was stopped before ignores the next stop
    appender = CountedRuns.appender(context, server.url(), "counts");
    appender.setSetup("off");
    appender.start();
  }

  @AfterEach
  void close() {
    context.stop();
    server.close();
  }

  private List<LogDocument> documents() {
    assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(Duration.ofMinutes(1)).outcome());
    return server.documents().stream()
        .map(document -> LogDocument.parse(document.source()))
        .filter(document -> document.has("task.run.id"))
        .sorted(Comparator.comparingLong(document -> document.integer("event.sequence")))
        .toList();
  }

  private static boolean isRecord(LogDocument document, String action) {
    return document.has("event.action") && document.text("event.action").equals(action);
  }

  /** The records of runs, oldest first, each compared with the documents of its run. */
  private List<LogDocument> runsThatAgree() {
    List<LogDocument> all = documents();
    List<LogDocument> runs = new ArrayList<>();
    for (LogDocument run : all) {
      if (isRecord(run, "task-run")) {
        assertEquals(linesOf(run.text("task.run.id"), all), counts(run), run::toString);
        runs.add(run);
      }
    }
    return runs;
  }

  private static Map<String, Long> linesOf(String run, List<LogDocument> all) {
    Map<String, Long> lines = new TreeMap<>();
    LEVELS.forEach(level -> lines.put(level, 0L));
    all.stream()
        .filter(document -> document.text("task.run.id").equals(run))
        .filter(document -> !isRecord(document, "task-started"))
        .filter(document -> !isRecord(document, "task-run"))
        .forEach(document -> lines.merge(document.text("log.level"), 1L, Long::sum));
    return lines;
  }

  private static Map<String, Long> counts(LogDocument run) {
    Map<String, Long> counts = new TreeMap<>();
    for (String level : LEVELS) {
      counts.put(level, run.integer("task.log." + level.toLowerCase(Locale.ROOT)));
    }
    return counts;
  }

  @Test
  void everyLevelIsCountedAndTheRecordsAreNot() {
    TaskScope.task("report")
        .run(
            () -> {
              log.error("1");
              for (int i = 0; i < 2; i++) {
                log.warn("2");
              }
              for (int i = 0; i < 3; i++) {
                log.info("3");
              }
              for (int i = 0; i < 4; i++) {
                log.debug("4");
              }
              for (int i = 0; i < 5; i++) {
                log.trace("5");
              }
            });
    log.warn("of no run");
    assertEquals(
        Map.of("ERROR", 1L, "WARN", 2L, "INFO", 3L, "DEBUG", 4L, "TRACE", 5L),
        counts(runsThatAgree().get(0)));
  }

  @Test
  void aFailureWithALongStackTraceHasItsCountsToo() {
    IllegalStateException failure = new IllegalStateException("x".repeat(100_000));
    for (int i = 0; i < 200; i++) {
      failure.addSuppressed(new IllegalStateException("suppressed ".repeat(100), failure));
    }
    assertThrows(
        IllegalStateException.class,
        () ->
            TaskScope.task("report")
                .run(
                    () -> {
                      log.error("about to fail", failure);
                      throw failure;
                    }));
    assertEquals(1, runsThatAgree().get(0).integer("task.log.error"));
  }

  @Test
  void anInnerRunHasItsOwnCounts() {
    TaskScope.task("outer")
        .run(
            () -> {
              log.info("outer");
              TaskScope.task("inner").run(() -> log.warn("inner"));
              log.info("outer again");
            });
    List<LogDocument> runs = runsThatAgree();
    assertEquals("inner", runs.get(0).text("task.name"));
    assertEquals(1, runs.get(0).integer("task.log.warn"));
    assertEquals(0, runs.get(0).integer("task.log.info"));
    assertEquals(2, runs.get(1).integer("task.log.info"));
    assertEquals(0, runs.get(1).integer("task.log.warn"));
  }

  @Test
  void linesOfOtherThreadsInTheContextOfTheRunAreItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      ExecutorService pool = TaskContext.wrap(threads);
      TaskScope.task("report")
          .run(
              () -> {
                List<Future<?>> parts = new ArrayList<>();
                for (int part = 0; part < 8; part++) {
                  parts.add(
                      pool.submit(
                          () -> {
                            for (int i = 0; i < 500; i++) {
                              log.info("line {}", i);
                            }
                          }));
                }
                for (Future<?> part : parts) {
                  part.get();
                }
              });
    } finally {
      threads.shutdownNow();
    }
    assertEquals(4000, runsThatAgree().get(0).integer("task.log.info"));
  }

  @Test
  void aRunThatAnotherThreadClosesHasItsCounts() throws Exception {
    TaskScope run = TaskScope.task("report").open();
    log.info("here");
    Thread closer =
        new Thread(
            () -> {
              log.info("of no run");
              run.close();
            });
    closer.start();
    closer.join();
    assertEquals(1, runsThatAgree().get(0).integer("task.log.info"));
    TaskScope.task("next").run(() -> {});
    assertEquals(0, runsThatAgree().get(1).integer("task.log.info"));
  }

  @Test
  void aRunWhoseStartWasNotLoggedHasNoCountsRatherThanWrongOnes() {
    Logger records = context.getLogger(RunRecords.LOGGER);
    records.setLevel(Level.ERROR);
    try (TaskScope run = TaskScope.task("report").open()) {
      log.warn("a line");
      run.fail(null);
    }
    LogDocument run = documents().get(1);
    assertEquals("task-run", run.text("event.action"));
    assertEquals(List.of(), List.copyOf(run.namesUnder("task.log.")));
  }
}
