package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The record of a run's end says how many events of each level the run has logged. The application
 * writes the records of start and end itself, as key-values, and its runs stand in the MDC.
 */
public interface RunCases extends HostedLogging {

  @Test
  default void theRecordOfARunsEndHasTheNumberOfItsEventsByLevel() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      record(host, "4711", "task-started");
      record(host, "4712", "task-started");
      logEachLevelOnceMoreThanTheLast(host, "4711");
      host.log(ofRun("4712", LogCall.Level.WARN));
      host.log(LogCall.error("of no run", new IllegalStateException("x")));
      record(host, "4711", "task-run");
      record(host, "4712", "task-run");
      host.stop();
      assertAllDelivered(host, fake, 4 + 10 + 2);
      assertEquals(Map.of("error", 1L, "warn", 2L, "info", 3L, "debug", 4L), counts(fake, "4711"));
      assertEquals(Map.of("error", 0L, "warn", 1L, "info", 0L, "debug", 0L), counts(fake, "4712"));
    }
  }

  @Test
  default void aRunWhoseStartWasNotLoggedHasNoNumbers() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      host.log(ofRun("4711", LogCall.Level.WARN));
      record(host, "4711", "task-run");
      host.stop();
      assertEquals(List.of(), List.copyOf(end(fake, "4711").namesUnder("task.log.")));
    }
  }

  private static void record(LoggingHost host, String run, String action) {
    host.log(ofRun(run, LogCall.Level.INFO).keyValue("event.action", action));
  }

  private static void logEachLevelOnceMoreThanTheLast(LoggingHost host, String run) {
    int times = 1;
    for (LogCall.Level level :
        List.of(LogCall.Level.ERROR, LogCall.Level.WARN, LogCall.Level.INFO, LogCall.Level.DEBUG)) {
      for (int i = 0; i < times; i++) {
        host.log(ofRun(run, level));
      }
      times++;
    }
  }

  private static LogCall ofRun(String run, LogCall.Level level) {
    return LogCall.at(level, "of {}", run).mdc(Map.of("task.run.id", run));
  }

  private LogDocument end(FakeElasticsearch fake, String run) {
    return events(fake).stream()
        .filter(event -> event.has("task.run.id") && event.text("task.run.id").equals(run))
        .filter(event -> event.has("event.action") && event.text("event.action").equals("task-run"))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Long> counts(FakeElasticsearch fake, String run) {
    LogDocument end = end(fake, run);
    Map<String, Long> counts = new TreeMap<>();
    for (String level : List.of("error", "warn", "info", "debug")) {
      counts.put(level, end.integer("task.log." + level));
    }
    return counts;
  }
}
