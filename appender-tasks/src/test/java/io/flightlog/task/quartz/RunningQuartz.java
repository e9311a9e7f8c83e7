package io.flightlog.task.quartz;

import static org.quartz.JobBuilder.newJob;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.Job;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;

/** A scheduler with one worker that keeps its jobs in memory; jobs are lambdas, by their key. */
final class RunningQuartz implements AutoCloseable {
  private final Map<JobKey, Job> jobs = new ConcurrentHashMap<>();
  private final Scheduler scheduler;

  /**
   * @param more properties, over those that it needs; flat pairs
   */
  RunningQuartz(String... more) throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "test-" + UUID.randomUUID());
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    for (int i = 0; i < more.length; i += 2) {
      properties.setProperty(more[i], more[i + 1]);
    }
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.setJobFactory((fired, any) -> jobs.get(fired.getJobDetail().getKey()));
  }

  /** With the adapter, and started. */
  static RunningQuartz recording() throws SchedulerException {
    RunningQuartz quartz = new RunningQuartz();
    RecordingPlugin.install(quartz.scheduler);
    quartz.scheduler.start();
    return quartz;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Adds a job that stays. */
  void add(JobKey key, Job job) throws SchedulerException {
    jobs.put(key, job);
    scheduler.addJob(newJob(Job.class).withIdentity(key).storeDurably().build(), true);
  }

  /** Adds a job, and fires it once. */
  void run(String name, Job job) throws SchedulerException {
    add(JobKey.jobKey(name), job);
    scheduler.triggerJob(JobKey.jobKey(name));
  }

  void schedule(Trigger trigger) throws SchedulerException {
    scheduler.scheduleJob(trigger);
  }

  @Override
  public void close() throws SchedulerException {
    scheduler.shutdown(false);
  }
}
