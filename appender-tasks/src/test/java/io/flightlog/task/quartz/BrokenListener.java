package io.flightlog.task.quartz;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;

/** Throws for some jobs, before or after them. */
record BrokenListener(Predicate<String> before, Predicate<String> after, Throwable thrown)
    implements JobListener {
  static BrokenListener before(String job, Throwable thrown) {
    return new BrokenListener(job::equals, any -> false, thrown);
  }

  static BrokenListener after(String jobs, Throwable thrown) {
    return new BrokenListener(any -> false, job -> job.startsWith(jobs), thrown);
  }

  @Override
  public String getName() {
    return "broken";
  }

  @Override
  public void jobToBeExecuted(JobExecutionContext context) {
    throwIf(before, context);
  }

  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {}

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException any) {
    throwIf(after, context);
  }

  private void throwIf(Predicate<String> isMeant, JobExecutionContext context) {
    if (isMeant.test(context.getJobDetail().getKey().getName())) {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }
  }
}
