package io.flightlog.task.quartz;

import org.quartz.JobExecutionContext;
import org.quartz.Trigger;
import org.quartz.listeners.TriggerListenerSupport;

/** Vetoes one job. */
final class Vetoing extends TriggerListenerSupport {
  private final String job;

  Vetoing(String job) {
    this.job = job;
  }

  @Override
  public String getName() {
    return "vetoing";
  }

  @Override
  public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
    return context.getJobDetail().getKey().getName().equals(job);
  }
}
