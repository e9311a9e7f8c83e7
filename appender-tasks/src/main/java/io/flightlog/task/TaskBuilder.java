package io.flightlog.task;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task before it runs. All of it may be left out or null; a value is data,
 * whatever it holds, and bounded where it is indexed. Each {@link #open} is a run of its own. One
 * thread at a time.
 */
public final class TaskBuilder {
  private final @Nullable String name;
  private @Nullable String id;
  private @Nullable Integer attempt;
  private @Nullable String queue;
  private @Nullable Instant scheduledAt;
  private @Nullable String trigger;
  private @Nullable String user;
  private TaskContext origin = TaskContext.NONE;

  TaskBuilder(@Nullable String name) {
    this.name = name;
  }

  /** {@code task.id}: which of the tasks of this name; the same for each attempt. */
  public TaskBuilder id(@Nullable String value) {
    id = value;
    return this;
  }

  /** {@code task.attempt}: 1 for the first. */
  public TaskBuilder attempt(int value) {
    attempt = value;
    return this;
  }

  /** {@code task.queue}. */
  public TaskBuilder queue(@Nullable String value) {
    queue = value;
    return this;
  }

  /** {@code task.scheduled_at}: when it should have started; {@code task.lag} follows from it. */
  public TaskBuilder scheduledAt(@Nullable Instant value) {
    scheduledAt = value;
    return this;
  }

  /** {@code task.trigger}: what made it run, such as {@code cron}. */
  public TaskBuilder trigger(@Nullable String value) {
    trigger = value;
    return this;
  }

  /** {@code user.id}: who it is for; before that of {@link #from}, and of the MDC. */
  public TaskBuilder user(@Nullable String value) {
    user = value;
    return this;
  }

  /**
   * Whoever enqueued it: user and trace are those of this context, unless {@link #user} was called,
   * or a span of OpenTelemetry is current, which the lines of the run belong to then.
   */
  public TaskBuilder from(@Nullable TaskContext enqueuer) {
    origin = enqueuer == null ? TaskContext.NONE : enqueuer;
    return this;
  }

  /** Starts a run, on the calling thread. */
  public TaskScope open() {
    OpenScopes.unwind();
    Map<String, String> before = Mdc.copy();
    return TaskScope.open(described(), before);
  }

  /**
   * Tells of a run that ended without a word, on an instance that seems to be gone: one record,
   * {@code task-died}, at WARN. Its outcome is {@code unknown}; it may even be running still.
   *
   * @param reason how that is known; becomes {@code event.reason}
   */
  public void died(String reason) {
    RunRecords.died(described(), reason);
  }

  /**
   * Runs it in a scope: a failure when it throws, and the exception goes on; a success when it
   * returns and has said nothing else to {@link TaskScope#current}.
   */
  public <X extends Exception> void run(TaskAction<X> action) throws X {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  /** The same, with a result. */
  public <T extends @Nullable Object, X extends Exception> T call(TaskCall<T, X> task) throws X {
    try (TaskScope scope = open()) {
      try {
        T result = task.call();
        scope.succeedUnlessSaid();
        return result;
      } catch (Throwable thrown) {
        scope.fail(thrown);
        throw thrown;
      }
    }
  }

  private TaskRun described() {
    return new TaskRun(
        RunIds.next(),
        name,
        id,
        attempt,
        queue,
        scheduledAt,
        trigger,
        runsUser(),
        runsTrace(),
        Instant.now());
  }

  private @Nullable String runsUser() {
    if (user != null) {
      return user;
    }
    return origin.user() != null ? origin.user() : Mdc.user();
  }

  private @Nullable TraceParent runsTrace() {
    TraceParent current = Traces.INSTALLED.current();
    if (current != null) {
      return current;
    }
    return origin.trace() != null ? origin.trace() : Mdc.trace();
  }
}
