package io.flightlog.task.jobrunr;

import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One attempt at a job, under way on the thread that opened it.
 *
 * @param mdc what the MDC said when it started, with the run's fields
 */
record JobRun(Job job, TaskScope scope, @Nullable Map<String, String> mdc) {

  static JobRun open(Job job) {
    return new JobRun(job, describe(job).open(), MDC.getCopyOfContextMap());
  }

  /** What JobRunr knows of the attempt that is next, or under way. */
  static TaskBuilder describe(Job job) {
    return TaskScope.task(nameOf(job))
        .id(job.getId().toString())
        .attempt(1 + (int) job.getJobStatesOfType(FailedState.class).count())
        .scheduledAt(dueAt(job.getJobStates()))
        .trigger(job.getRecurringJobId().orElseGet(() -> handedInBy(job)))
        .from(TaskContext.extract(job.getMetadata()));
  }

  /** Ends it; the MDC is the run's until JobRunr, or the next run, takes it away. */
  void end() {
    scope.closeWithInner();
    replaceMdc(mdc);
  }

  /** Ends it in the midst of what is not its own: the MDC is as before. */
  void endElsewhere() {
    Map<String, String> here = MDC.getCopyOfContextMap();
    replaceMdc(mdc);
    scope.closeWithInner();
    replaceMdc(here);
  }

  private static void replaceMdc(@Nullable Map<String, String> by) {
    if (by == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(by);
    }
  }

  /**
   * Class and method. Its name in JobRunr has the values of parameters in it, which all runs do not
   * have in common.
   */
  private static String nameOf(Job job) {
    String signature = job.getJobSignature();
    int parameters = signature.indexOf('(');
    return parameters < 0 ? signature : signature.substring(0, parameters);
  }

  /** When it was scheduled for; else when it was enqueued, as soon as possible. */
  private static @Nullable Instant dueAt(List<JobState> history) {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i) instanceof EnqueuedState enqueued) {
        return i > 0 && history.get(i - 1) instanceof ScheduledState scheduled
            ? scheduled.getScheduledAt()
            : enqueued.getEnqueuedAt();
      }
    }
    return null;
  }

  private static String handedInBy(Job job) {
    return job.getJobState(0) instanceof EnqueuedState ? "enqueue" : "schedule";
  }
}
