package io.flightlog.task.jobrunr;

import io.flightlog.task.TaskContext;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jobrunr.jobs.AbstractJob;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;
import org.jobrunr.jobs.filters.JobClientFilter;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes each attempt at a job a run. JobRunr calls it on the worker, before the job's method and
 * behind it, and says what became of a failure only after that, until it clears the worker's MDC.
 * So the record of the run is written when the method has ended, and the run's fields stay in the
 * MDC until JobRunr clears it.
 *
 * <p>On the client's side it puts user and trace into the metadata of a job that is created, as
 * JobRunr carries the MDC only; and takes out what JobRunr copied there of the run that created it.
 *
 * <p>Any thread; one filter may serve many servers and schedulers. What it throws JobRunr catches
 * and logs, and the job goes on.
 */
public final class FlightlogJobFilter implements JobClientFilter, JobServerFilter {
  /** How JobRunr calls the entries of the creating thread's MDC that belong to its run. */
  private static final String FIELDS_OF_CREATOR = "mdc-task.";

  /** There only while a job is under way on the thread. */
  private static final ThreadLocal<JobRun> OPEN = new ThreadLocal<>();

  @Override
  public void onCreating(AbstractJob created) {
    if (created instanceof Job job) {
      Map<String, Object> metadata = job.getMetadata();
      metadata.keySet().removeIf(key -> key.startsWith(FIELDS_OF_CREATOR));
      TaskContext.inject(metadata::put);
    }
  }

  /**
   * A run of another job that is open by then was left by an error that JobRunr does not catch. A
   * filter that is registered twice still makes it one run.
   */
  @Override
  public void onProcessing(Job job) {
    JobRun open = OPEN.get();
    if (open == null || open.job() != job) {
      if (open != null) {
        open.endElsewhere();
      }
      OPEN.set(JobRun.open(job));
    }
  }

  @Override
  public void onProcessingSucceeded(Job job) {
    JobRun run = take(job);
    if (run != null) {
      run.scope().succeedUnlessSaid();
      run.end();
    }
  }

  /**
   * Called by another thread, too, about a job whose run its server has lost, or that died with it:
   * that is told by a {@code task-died} record.
   */
  @Override
  public void onProcessingFailed(Job job, Exception thrown) {
    JobRun run = take(job);
    if (run != null) {
      boolean isOfMethod = thrown instanceof InvocationTargetException && thrown.getCause() != null;
      run.scope().fail(isOfMethod ? thrown.getCause() : thrown);
      run.end();
    } else if (thrown instanceof IllegalJobThreadStateException) {
      JobRun.describe(job).died("no sign of life since " + job.getUpdatedAt());
    }
  }

  private static @Nullable JobRun take(Job job) {
    JobRun run = OPEN.get();
    if (run == null || run.job() != job) {
      return null;
    }
    OPEN.remove();
    return run;
  }
}
