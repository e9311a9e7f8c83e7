package io.flightlog.task;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task, from {@link TaskBuilder#open} to {@link #close}. In between, the MDC of the
 * thread that opened it says which task, run, user and trace the lines belong to; at either end a
 * record is logged, {@code task-started} and {@code task-run}, by the logger {@code
 * io.flightlog.task}.
 *
 * <p><b>The outcome</b> is what was said last by {@link #succeed}, {@link #skip} and {@link #fail};
 * a failure cannot be unsaid, and keeps its first throwable. A scope cannot see an exception that
 * leaves its {@code try} block. So a scope that closes with nothing said is {@code unknown}, at
 * WARN: to call it a success would hide failures. {@link TaskBuilder#run} and {@link
 * TaskBuilder#call} see the exception, and say it themselves.
 *
 * <p><b>The MDC</b> at close is the one that was there before, whole; what was put in between and
 * left there is gone. Scopes nest: an inner one inherits the user and the trace, and no field of
 * the outer task. Closed in the wrong order, each writes its own record at once, and the MDC is set
 * back when those inside are closed too. Closed by another thread, it touches no MDC of that
 * thread; the opening thread's is set back when it next opens or closes a scope.
 *
 * <p>All methods may be called by any thread. None throws. A run costs two copies of the MDC's map,
 * a line none.
 */
public final class TaskScope implements AutoCloseable {
  /** What surrounds it on its thread, closed or not. */
  final @Nullable TaskScope outer;

  /** The MDC that its thread had before; never changed. */
  final @Nullable Map<String, String> before;

  private final TaskRun run;
  private final long startNanos;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Outcome outcome = Outcome.UNTOLD;

  private TaskScope(TaskRun run, @Nullable TaskScope outer, @Nullable Map<String, String> before) {
    this.run = run;
    this.outer = outer;
    this.before = before;
    this.startNanos = System.nanoTime();
  }

  /**
   * A task that is about to run.
   *
   * @param name what all its runs have in common, such as {@code daily-report}; null leaves the
   *     field out
   */
  public static TaskBuilder task(@Nullable String name) {
    return new TaskBuilder(name);
  }

  /** The innermost open scope of the calling thread; none in code that {@link TaskContext} runs. */
  public static Optional<TaskScope> current() {
    TaskScope scope = OpenScopes.innermost();
    while (scope != null && scope.isClosed()) {
      scope = scope.outer;
    }
    return Optional.ofNullable(scope);
  }

  static TaskScope open(TaskRun run, @Nullable Map<String, String> before) {
    TaskScope scope = new TaskScope(run, OpenScopes.innermost(), before);
    OpenScopes.push(scope);
    run.enter();
    RunRecords.started(run);
    return scope;
  }

  /** What {@code task.run.id} says: 20 letters and digits, different for each run. */
  public String runId() {
    return run.runId();
  }

  /** The task did what it was to do. */
  public void succeed() {
    say(Outcome.SUCCESS);
  }

  /**
   * The task did nothing, on purpose: {@code event.outcome} is {@code unknown}, at INFO.
   *
   * @param reason becomes {@code event.reason}; null leaves it out
   */
  public void skip(@Nullable String reason) {
    say(Outcome.skipped(reason));
  }

  /**
   * The task failed, whatever is said later.
   *
   * @param cause becomes {@code error.*} of the record; null leaves it out
   */
  public void fail(@Nullable Throwable cause) {
    say(Outcome.failure(cause));
  }

  /** Success, unless something was said. */
  public synchronized void succeedUnlessSaid() {
    if (outcome.equals(Outcome.UNTOLD)) {
      outcome = Outcome.SUCCESS;
    }
  }

  private synchronized void say(Outcome said) {
    if (!outcome.isFailure()) {
      outcome = said;
    }
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Writes the record and sets the MDC back; from the second time on, nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (OpenScopes.innermost() == this) {
      try {
        writeRecord();
      } finally {
        OpenScopes.unwind();
      }
    } else {
      writeRecordElsewhere();
    }
  }

  /**
   * The same, and before it those that were opened inside it, on the calling thread, and left open:
   * the end of a job that may have forgotten some.
   */
  public void closeWithInner() {
    OpenScopes.unwind();
    OpenScopes.inside(this).forEach(TaskScope::close);
    close();
  }

  /** The MDC here is of another run, or of another thread: the record must not get its fields. */
  private void writeRecordElsewhere() {
    Map<String, String> here = Mdc.copy();
    try {
      Mdc.replace(before);
      run.enter();
      writeRecord();
    } finally {
      Mdc.replace(here);
    }
  }

  private void writeRecord() {
    RunRecords.ended(run, outcome, System.nanoTime() - startNanos);
  }
}
