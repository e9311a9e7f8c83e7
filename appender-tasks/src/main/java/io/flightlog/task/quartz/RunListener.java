package io.flightlog.task.quartz;

import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerListener;
import org.quartz.listeners.SchedulerListenerSupport;

/**
 * Opens a run before the job, and closes it behind the job listeners. Quartz's {@code JobRunShell}
 * calls, on the worker that executes: {@code triggerFired}, {@code jobToBeExecuted}, the job, its
 * own failure lines and {@code schedulerError}, {@code jobWasExecuted}, {@code triggerComplete};
 * and all of it again for an immediate refire. A listener that throws ends that sequence, which
 * Quartz tells by {@code schedulerError} only. Stateless; any thread.
 */
final class RunListener extends SchedulerListenerSupport implements JobListener, TriggerListener {
  private static final String JOB_THREW = " threw an exception.";
  private static final String LISTENER_THREW = "Unable to notify ";
  private static final String BEFORE_THE_JOB = "of Job to be executed";

  @Override
  public String getName() {
    return "flightlog";
  }

  /**
   * A run that is open by then was lost by Quartz: an error of a listener leaves no other trace.
   */
  @Override
  public void triggerFired(Trigger trigger, JobExecutionContext context) {
    OpenRun.close();
  }

  @Override
  public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
    return false;
  }

  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {
    OpenRun.open(FiredTask.of(context)).skip("vetoed by a trigger listener");
    OpenRun.close();
  }

  @Override
  public void jobToBeExecuted(JobExecutionContext context) {
    if (context.isRecovering() && context.getRefireCount() == 0) {
      FiredTask.died(context);
    }
    OpenRun.open(FiredTask.of(context));
  }

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException thrown) {
    OpenRun.current()
        .ifPresent(
            run -> {
              if (thrown == null) {
                run.succeedUnlessSaid();
              } else {
                run.fail(thrown);
              }
            });
  }

  @Override
  public void triggerComplete(
      Trigger trigger, JobExecutionContext context, CompletedExecutionInstruction instruction) {
    OpenRun.close();
  }

  /**
   * Comes with the bare exception of a job, which is wrapped twice in {@link #jobWasExecuted}; and
   * with that of a listener, after which nothing comes. Only the message tells which.
   */
  @Override
  public void schedulerError(String message, SchedulerException error) {
    boolean listenerThrew = message.startsWith(LISTENER_THREW);
    if (listenerThrew ? message.contains(BEFORE_THE_JOB) : message.endsWith(JOB_THREW)) {
      OpenRun.current().ifPresent(run -> run.fail(error.getCause()));
    }
    if (listenerThrew) {
      OpenRun.close();
    }
  }

  @Override
  public void triggerMisfired(Trigger trigger) {
    FiredTask.misfired(trigger);
  }
}
