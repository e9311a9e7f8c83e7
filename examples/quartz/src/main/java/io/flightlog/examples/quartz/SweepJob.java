package io.flightlog.examples.quartz;

import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comes each second, on whichever instance is free, and fails at each third. */
public final class SweepJob implements Job {
  private static final Logger log = LoggerFactory.getLogger(SweepJob.class);

  @Override
  public void execute(JobExecutionContext context) {
    log.info("Sweeping carts");
    if (context.getScheduledFireTime().toInstant().getEpochSecond() % 3 == 0) {
      throw new IllegalStateException("a cart is locked");
    }
  }
}
