package io.flightlog.task;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes the records of a run, as log events with key-values under the names that Flightlog indexes
 * typed. All that is known of the run is among them, so that a record is whole on any thread and
 * whatever became of the MDC. Times are ISO texts and durations are nanoseconds, which every JSON
 * encoder can write. A logging back-end that throws costs the record: a task must not fail because
 * of it.
 */
final class RunRecords {
  static final String LOGGER = "io.flightlog.task";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private RunRecords() {}

  static void started(TaskRun run) {
    try {
      if (LOG.isInfoEnabled()) {
        LoggingEventBuilder event = begin(run, Level.INFO, "task-started");
        event.log("Task {} started", shown(run));
      }
    } catch (RuntimeException broken) {
      // as above
    }
  }

  /**
   * @param nanos how long it took
   */
  static void ended(TaskRun run, Outcome outcome, long nanos) {
    try {
      if (!LOG.isEnabledForLevel(outcome.level())) {
        return;
      }
      LoggingEventBuilder event = begin(run, outcome.level(), "task-run");
      event = add(event, "event.outcome", outcome.value());
      event = add(event, "event.reason", outcome.reason());
      event = event.addKeyValue("event.duration", nanos);
      event = event.addKeyValue("event.end", run.start().plusNanos(nanos).toString());
      if (outcome.cause() != null) {
        event = event.setCause(outcome.cause());
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
      event.log("Task {} {} after {} ms", shown(run), outcome.word(), millis);
    } catch (RuntimeException broken) {
      // as above
    }
  }

  /** Of a run whose id and start only those know that are gone. */
  static void died(TaskRun run, String reason) {
    try {
      if (LOG.isWarnEnabled()) {
        LoggingEventBuilder event = LOG.atWarn().addKeyValue("event.action", "task-died");
        event = event.addKeyValue("event.outcome", "unknown");
        event = event.addKeyValue("event.reason", reason);
        describe(event, run).log("Task {} died: {}", shown(run), reason);
      }
    } catch (RuntimeException broken) {
      // as above
    }
  }

  private static LoggingEventBuilder begin(TaskRun run, Level level, String action) {
    LoggingEventBuilder event = LOG.atLevel(level).addKeyValue("event.action", action);
    event = event.addKeyValue("event.start", run.start().toString());
    event = event.addKeyValue(TaskField.RUN_ID, run.runId());
    event = add(event, TaskField.LAG, run.lag());
    return describe(event, run);
  }

  private static LoggingEventBuilder describe(LoggingEventBuilder start, TaskRun run) {
    LoggingEventBuilder event = add(start, TaskField.NAME, run.name());
    event = add(event, TaskField.ID, run.id());
    event = add(event, TaskField.ATTEMPT, run.attempt());
    event = add(event, TaskField.QUEUE, run.queue());
    Instant scheduledAt = run.scheduledAt();
    event = add(event, TaskField.SCHEDULED_AT, scheduledAt == null ? null : scheduledAt.toString());
    event = add(event, TaskField.TRIGGER, run.trigger());
    event = add(event, TaskField.USER, run.user());
    TraceParent trace = run.trace();
    if (trace != null) {
      event = event.addKeyValue(TaskField.TRACE, trace.traceId());
      event = event.addKeyValue(TaskField.SPAN, trace.spanId());
    }
    return event;
  }

  private static String shown(TaskRun run) {
    return run.name() == null ? "without a name" : run.name();
  }

  private static LoggingEventBuilder add(
      LoggingEventBuilder event, String key, @Nullable Object value) {
    return value == null ? event : event.addKeyValue(key, value);
  }
}
