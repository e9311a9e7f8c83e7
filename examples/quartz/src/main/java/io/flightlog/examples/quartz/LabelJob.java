package io.flightlog.examples.quartz;

import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints the label of an order, which its trigger is named after. The printer needs two tries. */
public final class LabelJob implements Job {
  private static final Logger log = LoggerFactory.getLogger(LabelJob.class);
  private static final int MOST_ATTEMPTS = 3;

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    String order = context.getTrigger().getKey().getName();
    int attempt = context.getRefireCount() + 1;
    log.info("Printing the label of {}", order);
    if (attempt == 1 || order.endsWith("nowhere")) {
      throw new JobExecutionException("the printer is jammed", attempt < MOST_ATTEMPTS);
    }
    log.info("The label of {} is printed", order);
  }
}
