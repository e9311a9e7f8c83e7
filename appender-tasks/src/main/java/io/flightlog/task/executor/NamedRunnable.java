package io.flightlog.task.executor;

import org.jspecify.annotations.Nullable;

record NamedRunnable(String taskName, @Nullable String taskId, Runnable task)
    implements NamedTask, Runnable {
  @Override
  public void run() {
    task.run();
  }
}
