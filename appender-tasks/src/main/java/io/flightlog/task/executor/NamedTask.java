package io.flightlog.task.executor;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Runnable} or {@code Callable} that knows what it is called. Implement it beside either,
 * or take one of the wrappers here. Asked once for each run, on the thread that runs it; by
 * Spring's adapter when it is handed in.
 */
public interface NamedTask {
  /** {@code task.name}. */
  String taskName();

  /** {@code task.id}: which of the tasks of this name; null leaves the field out. */
  default @Nullable String taskId() {
    return null;
  }

  /** Gives a name to a task. */
  static Runnable named(String name, Runnable task) {
    return named(name, null, task);
  }

  /** Gives a name and an id to a task. */
  static Runnable named(String name, @Nullable String id, Runnable task) {
    return new NamedRunnable(name, id, task);
  }

  /** Gives a name to a task. */
  static <T extends @Nullable Object> Callable<T> named(String name, Callable<T> task) {
    return named(name, null, task);
  }

  /** Gives a name and an id to a task. */
  static <T extends @Nullable Object> Callable<T> named(
      String name, @Nullable String id, Callable<T> task) {
    return new NamedCallable<>(name, id, task);
  }
}
