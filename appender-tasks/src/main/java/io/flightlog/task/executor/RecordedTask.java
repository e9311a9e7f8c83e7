package io.flightlog.task.executor;

import io.flightlog.task.TaskCall;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that was handed in, with the context of who did; each execution is a run. */
final class RecordedTask {
  private static final Logger LOG = LoggerFactory.getLogger("io.flightlog.task");
  private static final String LAMBDA = "$$Lambda";

  private final TaskContext enqueuer = TaskContext.capture();
  private final Object task;
  private final Schedule schedule;

  /**
   * @param task a {@code Runnable} or a {@code Callable}
   */
  private RecordedTask(Object task, Schedule schedule) {
    this.task = task;
    this.schedule = schedule;
  }

  static Runnable of(Runnable task, Schedule schedule) {
    RecordedTask recorded = new RecordedTask(task, schedule);
    return recorded.enqueuer.wrap(
        () -> {
          recorded.<Boolean, RuntimeException>record(
              () -> {
                task.run();
                return true;
              });
        });
  }

  static <T extends @Nullable Object> Callable<T> of(Callable<T> task, Schedule schedule) {
    RecordedTask recorded = new RecordedTask(task, schedule);
    return recorded.enqueuer.wrap((Callable<T>) () -> recorded.<T, Exception>record(task::call));
  }

  private <T extends @Nullable Object, X extends Exception> T record(TaskCall<T, X> call) throws X {
    NamedTask named = task instanceof NamedTask itself ? itself : null;
    String name = named == null ? nameOf(task.getClass()) : named.taskName();
    return TaskScope.task(name)
        .id(named == null ? null : named.taskId())
        .scheduledAt(schedule.next())
        .trigger(schedule.trigger().word)
        .call(
            () -> {
              try {
                T result = call.call();
                schedule.ended();
                return result;
              } catch (Throwable thrown) {
                if (schedule.trigger().isPeriodic()) {
                  LOG.error("Task {} threw, and so the executor does not run it again", name);
                }
                throw thrown;
              }
            });
  }

  /** Of a lambda, the class that it stands in. */
  private static String nameOf(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf(LAMBDA);
    return lambda < 0 ? name : name.substring(0, lambda);
  }
}
