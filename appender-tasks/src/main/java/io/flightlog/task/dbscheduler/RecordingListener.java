package io.flightlog.task.dbscheduler;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.ScheduleAndData;
import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each execution a run, from before the interceptors to behind the completion or failure
 * handler: db-scheduler calls the listener at both ends on the thread that executes, and logs a
 * failure in between. An execution that db-scheduler finds dead is told by a {@code task-died}
 * record.
 *
 * <p>The data of an execution is read when the run starts, for {@link CarriesContext}; the handler
 * gets the same object. Data that cannot be read costs the run its user and trace, and the handler
 * meets the exception itself. Any thread; one listener may serve many schedulers.
 */
public final class RecordingListener extends AbstractSchedulerListener {
  private static final Logger LOG = LoggerFactory.getLogger("io.flightlog.task");

  /** There only while an execution is under way on the thread. */
  private static final ThreadLocal<TaskScope> OPEN = new ThreadLocal<>();

  private final BiConsumer<TaskBuilder, Execution> details;

  /** Tells what db-scheduler knows. */
  public RecordingListener() {
    this((run, execution) -> {});
  }

  /**
   * Tells more.
   *
   * @param details says what it knows of a run before that starts, such as its queue, over what
   *     db-scheduler knows; on the thread that runs it, or finds it dead. When it throws, the run
   *     does without
   */
  public RecordingListener(BiConsumer<TaskBuilder, Execution> details) {
    this.details = details;
  }

  /** Comes before each start; a run that is open by then was lost by db-scheduler. */
  @Override
  public void onCandidateEvent(CandidateEventType type) {
    end();
  }

  /** A listener that is registered twice still makes it one run. */
  @Override
  public void onExecutionStart(CurrentlyExecuting started) {
    if (OPEN.get() == null) {
      OPEN.set(describe(started.getExecution()).open());
    }
  }

  @Override
  public void onExecutionComplete(ExecutionComplete complete) {
    TaskScope run = OPEN.get();
    if (run != null) {
      if (complete.getResult() == ExecutionComplete.Result.OK) {
        run.succeedUnlessSaid();
      } else {
        run.fail(complete.getCause().orElse(null));
      }
      end();
    }
  }

  @Override
  public void onExecutionDead(Execution execution) {
    describe(execution)
        .died("no heartbeat of " + execution.pickedBy + " since " + execution.lastHeartbeat);
  }

  private void end() {
    TaskScope run = OPEN.get();
    if (run != null) {
      OPEN.remove();
      run.closeWithInner();
    }
  }

  private TaskBuilder describe(Execution execution) {
    TaskInstance<?> instance = execution.taskInstance;
    TaskBuilder run =
        TaskScope.task(instance.getTaskName())
            .id(instance.getId())
            .attempt(execution.consecutiveFailures + 1)
            .scheduledAt(execution.executionTime);
    try {
      Object data = dataOf(instance);
      if (instance.getId().equals(RecurringTask.INSTANCE) || data instanceof ScheduleAndData) {
        run.trigger("recurring");
      }
      if (data instanceof CarriesContext carrier) {
        run.from(TaskContext.extract(carrier.taskContext()));
      }
      details.accept(run, execution);
    } catch (RuntimeException broken) {
      LOG.warn("Not all is told of task {} {}", instance.getTaskName(), instance.getId(), broken);
    }
    return run;
  }

  private static @Nullable Object dataOf(TaskInstance<?> instance) {
    try {
      return instance.getData();
    } catch (RuntimeException | LinkageError unreadable) {
      return null;
    }
  }
}
