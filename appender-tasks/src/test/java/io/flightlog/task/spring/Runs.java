package io.flightlog.task.spring;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** The records of runs, by the names of their tasks. */
final class Runs implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  final LoggedRuns logged = new LoggedRuns();

  /** Waits until so many runs of the task have ended; oldest first. */
  List<Map<String, Object>> await(String name, int count) throws InterruptedException {
    logged.await(events -> of(name).size() >= count, LONG);
    return of(name);
  }

  private List<Map<String, Object>> of(String name) {
    return logged.records("task-run").stream()
        .map(LoggedRuns::keyValues)
        .filter(run -> name.equals(run.get("task.name")))
        .toList();
  }

  static boolean isOf(ILoggingEvent event, Object runId) {
    return runId.equals(event.getMDCPropertyMap().get("task.run.id"));
  }

  @Override
  public void close() {
    logged.close();
    MDC.clear();
  }
}
