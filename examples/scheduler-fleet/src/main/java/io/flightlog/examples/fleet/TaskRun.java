package io.flightlog.examples.fleet;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * One execution of a task as the log sees it: puts task, user, run and trace into the MDC of the
 * executing thread, so that every line logged meanwhile carries them, and ends with one run record.
 * A failure is logged here, with its exception: db-scheduler logs it too, but after the
 * interceptors and the task have returned, where the MDC is gone.
 */
final class TaskRun {
  private static final Logger log = LoggerFactory.getLogger(TaskRun.class);

  private final Execution execution;
  private final Job job;

  TaskRun(Execution execution, Job job) {
    this.execution = execution;
    this.job = job;
  }

  /** What a task does; may throw anything. */
  @FunctionalInterface
  interface Work {
    void perform(Job job) throws Exception;
  }

  /** Runs the work on the calling thread. Throws {@link TaskFailed} for whatever the work threw. */
  void perform(Work work) {
    Instant start = Instant.now();
    Map<String, String> context = context();
    context.put("task.run.id", hex(16));
    context.put("span_id", hex(16));
    inContext(
        context,
        () -> {
          log.info("Starting {}, attempt {}", execution.taskInstance.getTaskName(), attempt());
          try {
            work.perform(job);
          } catch (Exception e) {
            record(start, e);
            throw new TaskFailed(e);
          }
          record(start, null);
        });
  }

  /**
   * Logs that no attempt is left; called by db-scheduler's failure handling, on the thread of the
   * last attempt.
   */
  void logGivenUp() {
    inContext(
        context(),
        () ->
            log.error(
                "Giving up {} after {} attempts", execution.taskInstance.getTaskName(), attempt()));
  }

  private void record(Instant start, @Nullable Exception failure) {
    Instant end = Instant.now();
    Duration duration = Duration.between(start, end);
    var event =
        log.atLevel(failure == null ? Level.INFO : Level.ERROR)
            .addKeyValue("event.action", "task-run")
            .addKeyValue("event.outcome", failure == null ? "success" : "failure")
            .addKeyValue("event.start", start)
            .addKeyValue("event.end", end)
            .addKeyValue("event.duration", duration);
    String name = execution.taskInstance.getTaskName();
    if (failure == null) {
      event.log("{} done in {} ms", name, duration.toMillis());
    } else {
      event.setCause(failure).log("{} failed after {} ms", name, duration.toMillis());
    }
  }

  private static void inContext(Map<String, String> context, Runnable body) {
    context.forEach(MDC::put);
    try {
      body.run();
    } finally {
      context.keySet().forEach(MDC::remove);
    }
  }

  private Map<String, String> context() {
    String name = execution.taskInstance.getTaskName();
    Map<String, String> context = new LinkedHashMap<>();
    context.put("task.id", taskId());
    context.put("task.name", name);
    context.put("task.queue", name.substring(0, name.indexOf('.')));
    context.put("task.attempt", Integer.toString(attempt()));
    context.put("task.scheduled_at", execution.executionTime.toString());
    context.put("user.id", job.user());
    context.put("trace_id", job.traceId());
    return context;
  }

  /** A recurring task is always the same one; db-scheduler calls each of them {@code recurring}. */
  private String taskId() {
    String id = execution.taskInstance.getId();
    return id.equals(RecurringTask.INSTANCE) ? execution.taskInstance.getTaskName() : id;
  }

  private int attempt() {
    return execution.consecutiveFailures + 1;
  }

  static String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < digits) {
      text.append(Character.forDigit(ThreadLocalRandom.current().nextInt(16), 16));
    }
    return text.toString();
  }

  /** Tells db-scheduler that an execution failed; the exception itself is in the run record. */
  static final class TaskFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TaskFailed(Exception cause) {
      super(cause.toString(), cause);
    }
  }
}
