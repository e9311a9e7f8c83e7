package io.flightlog.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run when it starts. Immutable.
 *
 * @param user who it is for; what the MDC said, when nobody else did
 * @param trace where it belongs; null leaves to the MDC what it says
 */
record TaskRun(
    String runId,
    @Nullable String name,
    @Nullable String id,
    @Nullable Integer attempt,
    @Nullable String queue,
    @Nullable Instant scheduledAt,
    @Nullable String trigger,
    @Nullable String user,
    @Nullable TraceParent trace,
    Instant start) {

  /** Writes the calling thread's MDC; a field of the task that surrounds this one goes. */
  void enter() {
    Mdc.set(TaskField.RUN_ID, runId);
    Mdc.set(TaskField.NAME, name);
    Mdc.set(TaskField.ID, id);
    Mdc.set(TaskField.ATTEMPT, attempt == null ? null : attempt.toString());
    Mdc.set(TaskField.QUEUE, queue);
    Mdc.set(TaskField.SCHEDULED_AT, scheduledAt == null ? null : scheduledAt.toString());
    Mdc.set(TaskField.TRIGGER, trigger);
    Mdc.setUser(user);
    Mdc.setTrace(trace);
  }

  /** Nanoseconds from the scheduled time to the start; null where that is unknown, or centuries. */
  @Nullable Long lag() {
    if (scheduledAt == null) {
      return null;
    }
    try {
      return Duration.between(scheduledAt, start).toNanos();
    } catch (ArithmeticException centuries) {
      return null;
    }
  }
}
