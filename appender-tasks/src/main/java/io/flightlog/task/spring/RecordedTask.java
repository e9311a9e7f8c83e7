package io.flightlog.task.spring;

import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import io.flightlog.task.executor.NamedTask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.util.ErrorHandler;

/**
 * A task of which each execution is a run. It handles its failures itself, as Spring's own wrapper
 * does, and is one, so that most schedulers put no other around it. Any thread, several at once.
 */
final class RecordedTask extends DelegatingErrorHandlingRunnable
    implements SchedulingAwareRunnable {
  private final Runnable task;
  private final String name;
  private final @Nullable String id;
  private final String trigger;
  private final DueTimes times;
  private final @Nullable TaskContext enqueuer;
  private final ErrorHandler failures;

  /**
   * @param enqueuer whose user and trace the runs have; null for nobody's
   */
  RecordedTask(
      Runnable task,
      String trigger,
      DueTimes times,
      @Nullable TaskContext enqueuer,
      ErrorHandler failures) {
    super(task, failures);
    this.task = task;
    this.name = task instanceof NamedTask named ? named.taskName() : TaskName.of(task);
    this.id = task instanceof NamedTask named ? named.taskId() : null;
    this.trigger = trigger;
    this.times = times;
    this.enqueuer = enqueuer;
    this.failures = failures;
  }

  @Override
  public void run() {
    try (TaskScope scope =
        TaskScope.task(name)
            .id(id)
            .from(enqueuer)
            .scheduledAt(times.ofRunAt(Instant.now()))
            .trigger(trigger)
            .open()) {
      new DelegatingErrorHandlingRunnable(
              () -> {
                task.run();
                scope.succeedUnlessSaid();
              },
              thrown -> {
                scope.fail(thrown);
                failures.handleError(thrown);
              })
          .run();
    }
  }

  @Override
  public boolean isLongLived() {
    return task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
  }

  @Override
  public @Nullable String getQualifier() {
    return task instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
  }

  /** As its task: Spring shows it to operators. */
  @Override
  public String toString() {
    return task.toString();
  }
}
