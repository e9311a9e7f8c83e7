package io.flightlog.task.executor;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

record NamedCallable<T extends @Nullable Object>(
    String taskName, @Nullable String taskId, Callable<T> task) implements NamedTask, Callable<T> {
  @Override
  public T call() throws Exception {
    return task.call();
  }
}
