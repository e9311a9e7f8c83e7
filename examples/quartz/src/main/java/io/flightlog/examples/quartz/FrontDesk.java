package io.flightlog.examples.quartz;

import static org.quartz.CronScheduleBuilder.cronSchedule;
import static org.quartz.JobBuilder.newJob;
import static org.quartz.TriggerBuilder.newTrigger;

import io.flightlog.task.TaskContext;
import java.util.concurrent.CountDownLatch;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.MDC;

/**
 * Has the database, and hands jobs in; runs none. Prints where the database is, and what it is
 * ready with, and then stays until a signal ends it.
 */
public final class FrontDesk {
  private final Scheduler scheduler;

  private FrontDesk(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  public static void main(String[] args) throws Exception {
    ShopDatabase.open();
    FrontDesk desk = new FrontDesk(StdSchedulerFactory.getDefaultScheduler());
    desk.open();
    desk.serve();
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  private void open() throws SchedulerException {
    scheduler.addJob(
        newJob(LabelJob.class).withIdentity("print-label", "shipping").storeDurably().build(),
        true);
    scheduler.addJob(
        newJob(ImportJob.class)
            .withIdentity("import-prices")
            .storeDurably()
            .requestRecovery()
            .build(),
        true);
    scheduler.scheduleJob(
        newJob(SweepJob.class).withIdentity("sweep-carts").build(),
        newTrigger().withIdentity("each-second").withSchedule(cronSchedule("* * * * * ?")).build());
  }

  /** Whoever asks for something is in the MDC, as a web filter would put them there. */
  private void serve() throws SchedulerException {
    MDC.put("user.id", "alice");
    printLabel("order-1");
    printLabel("order-2");
    MDC.put("user.id", "bob");
    printLabel("order-3-to-nowhere");
    MDC.put("user.id", "carol");
    TriggerBuilder<Trigger> prices = newTrigger().forJob("import-prices").withIdentity("may");
    TaskContext.inject(prices::usingJobData);
    scheduler.scheduleJob(prices.build());
    MDC.clear();
  }

  private void printLabel(String order) throws SchedulerException {
    TriggerBuilder<Trigger> trigger =
        newTrigger().forJob("print-label", "shipping").withIdentity(order);
    TaskContext.inject(trigger::usingJobData);
    scheduler.scheduleJob(trigger.build());
  }
}
