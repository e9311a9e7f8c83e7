package io.flightlog.task.quartz;

import io.flightlog.task.contract.ContractJobs;
import org.jspecify.annotations.Nullable;
import org.quartz.InterruptableJob;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** Its trigger's name is its payload. Made by Quartz, for each firing. */
public final class ContractJob implements InterruptableJob {
  static final String ATTEMPTS = "attempts";

  private volatile @Nullable Thread worker;

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    worker = Thread.currentThread();
    try {
      ContractJobs.perform(context.getTrigger().getKey().getName());
    } catch (Exception e) {
      int attempts = context.getMergedJobDataMap().getInt(ATTEMPTS);
      if (attempts == 1 && e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new JobExecutionException(e, context.getRefireCount() + 1 < attempts);
    }
  }

  @Override
  public void interrupt() {
    worker.interrupt();
  }
}
