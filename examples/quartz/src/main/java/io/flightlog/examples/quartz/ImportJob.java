package io.flightlog.examples.quartz;

import java.util.concurrent.TimeUnit;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes ten minutes; another instance that has to finish it finds most of it done. */
public final class ImportJob implements Job {
  private static final Logger log = LoggerFactory.getLogger(ImportJob.class);
  private static final int PARTS = 600;

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    int next = context.isRecovering() ? PARTS : 1;
    try {
      for (int part = next; part <= PARTS; part++) {
        log.info("Importing part {} of {}", part, PARTS);
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      throw new JobExecutionException(e);
    }
  }
}
