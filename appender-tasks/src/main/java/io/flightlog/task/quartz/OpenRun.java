package io.flightlog.task.quartz;

import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskScope;
import java.util.Optional;

/**
 * The execution that is under way on the calling worker, as a run. The thread-local is there only
 * while one is.
 */
final class OpenRun {
  private static final ThreadLocal<TaskScope> OPEN = new ThreadLocal<>();

  private OpenRun() {}

  static TaskScope open(TaskBuilder task) {
    TaskScope run = task.open();
    OPEN.set(run);
    return run;
  }

  static Optional<TaskScope> current() {
    return Optional.ofNullable(OPEN.get());
  }

  static void close() {
    TaskScope run = OPEN.get();
    if (run != null) {
      OPEN.remove();
      run.closeWithInner();
    }
  }
}
