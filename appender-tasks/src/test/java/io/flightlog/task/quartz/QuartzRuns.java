package io.flightlog.task.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged of the jobs of a test. */
final class QuartzRuns implements AutoCloseable {
  static final Logger APP = LoggerFactory.getLogger("app");

  private static final Duration LONG = Duration.ofMinutes(1);

  private final LoggedRuns logged = new LoggedRuns();

  /** Waits for a line; the first such one. */
  ILoggingEvent await(Predicate<ILoggingEvent> isMeant) throws InterruptedException {
    return first(logged.await(lines -> first(lines, isMeant).isPresent(), LONG), isMeant)
        .orElseThrow();
  }

  /** Waits for the record of the first run of this job. */
  ILoggingEvent awaitRun(String job) throws InterruptedException {
    return await(
        line ->
            "task-run".equals(field(line, "event.action")) && job.equals(field(line, "task.name")));
  }

  private static Optional<ILoggingEvent> first(
      List<ILoggingEvent> lines, Predicate<ILoggingEvent> isMeant) {
    return lines.stream().filter(isMeant).findFirst();
  }

  static @Nullable String field(ILoggingEvent record, String name) {
    return Objects.toString(LoggedRuns.keyValues(record).get(name), null);
  }

  List<ILoggingEvent> records(String action) {
    return logged.records(action);
  }

  List<ILoggingEvent> linesOf(String logger) {
    return logged.events().stream().filter(line -> line.getLoggerName().equals(logger)).toList();
  }

  /** Runs one more job, and looks for anything of those before it. */
  void assertCleanWorker(RunningQuartz quartz) throws Exception {
    quartz.run("next", context -> APP.info("of the next one"));
    ILoggingEvent run = awaitRun("next");
    assertEquals("success", field(run, "event.outcome"));
    assertNull(field(run, "user.id"));
    Map<String, String> mdc = linesOf("app").get(0).getMDCPropertyMap();
    assertEquals("next", mdc.get("task.name"));
    assertEquals(field(run, "task.run.id"), mdc.get("task.run.id"));
    assertNull(mdc.get("user.id"));
    assertNull(mdc.get("left"));
  }

  @Override
  public void close() {
    logged.close();
  }
}
