package io.flightlog.examples.quartz;

import ch.qos.logback.classic.LoggerContext;
import io.flightlog.task.quartz.RecordingPlugin;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.LoggerFactory;

/**
 * An instance of the cluster. Runs until a signal ends it; then the jobs come first, and the
 * logging after them.
 */
public final class Worker {
  private Worker() {}

  public static void main(String[] args) throws SchedulerException {
    Scheduler scheduler = StdSchedulerFactory.getDefaultScheduler();
    RecordingPlugin.install(scheduler);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(scheduler), "stop"));
    scheduler.start();
  }

  private static void stop(Scheduler scheduler) {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LoggerFactory.getLogger(Worker.class).error("Not shut down in order", e);
    }
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
