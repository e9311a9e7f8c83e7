package io.flightlog.task.quartz;

import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The execution that is under way on the calling worker, as a run. The thread-local is there only
 * while one is.
 *
 * @param outer the scope around it
 */
record OpenRun(TaskScope scope, @Nullable TaskScope outer) {
  private static final ThreadLocal<OpenRun> OPEN = new ThreadLocal<>();

  static TaskScope open(TaskBuilder task) {
    TaskScope outer = TaskScope.current().orElse(null);
    OpenRun run = new OpenRun(task.open(), outer);
    OPEN.set(run);
    return run.scope;
  }

  static Optional<TaskScope> current() {
    return Optional.ofNullable(OPEN.get()).map(OpenRun::scope);
  }

  /** With it, whatever the job opened inside and left open. */
  static void close() {
    OpenRun run = OPEN.get();
    if (run == null) {
      return;
    }
    OPEN.remove();
    TaskScope innermost = TaskScope.current().orElse(null);
    while (innermost != null && innermost != run.outer) {
      innermost.close();
      innermost = TaskScope.current().orElse(null);
    }
  }
}
