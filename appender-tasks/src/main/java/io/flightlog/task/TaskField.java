package io.flightlog.task;

/** Names of fields, as documents have them; most are MDC keys too. */
final class TaskField {
  static final String ID = "task.id";
  static final String NAME = "task.name";
  static final String RUN_ID = "task.run.id";
  static final String ATTEMPT = "task.attempt";
  static final String QUEUE = "task.queue";
  static final String SCHEDULED_AT = "task.scheduled_at";
  static final String TRIGGER = "task.trigger";

  /** In records only. */
  static final String LAG = "task.lag";

  static final String USER = "user.id";
  static final String TRACE = "trace.id";
  static final String SPAN = "span.id";

  private TaskField() {}
}
