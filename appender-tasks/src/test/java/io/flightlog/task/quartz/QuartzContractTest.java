package io.flightlog.task.quartz;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.TriggerBuilder.newTrigger;

import io.flightlog.task.TaskContext;
import io.flightlog.task.contract.ClusteredAdapterContract;
import io.flightlog.task.contract.SchedulerUnderTest;
import java.util.Optional;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

class QuartzContractTest extends ClusteredAdapterContract {
  @Override
  protected SchedulerUnderTest scheduler() throws Exception {
    return new Cluster();
  }

  /** Instances on one database: one that only hands in, and one that runs. */
  private static final class Cluster implements SchedulerUnderTest {
    private static final String JOB = "contract-job";

    private final QuartzStore store = new QuartzStore();
    private final Scheduler client = store.instance("client", 1, store.link());
    private Scheduler instance = client;

    Cluster() throws Exception {
      client.addJob(newJob(ContractJob.class).withIdentity(JOB).storeDurably().build(), false);
    }

    @Override
    public void startInstance(int workers) throws Exception {
      instance = store.instance("worker", workers, store.link());
      RecordingPlugin.install(instance);
      instance.start();
    }

    /** By the running instance where there is one: another one's jobs it would poll for. */
    @Override
    public void enqueue(String key, int attempts) throws Exception {
      TriggerBuilder<Trigger> trigger =
          newTrigger().forJob(JOB).withIdentity(key).usingJobData(ContractJob.ATTEMPTS, attempts);
      TaskContext.inject(trigger::usingJobData);
      instance.scheduleJob(trigger.build());
    }

    @Override
    public void interrupt(String key) throws Exception {
      for (JobExecutionContext execution : instance.getCurrentlyExecutingJobs()) {
        if (execution.getTrigger().getKey().getName().equals(key)) {
          instance.interrupt(execution.getFireInstanceId());
        }
      }
    }

    @Override
    public String taskName() {
      return JOB;
    }

    @Override
    public String taskId(String key) {
      return key;
    }

    @Override
    public Optional<String> failureLogger() {
      return Optional.of("org.quartz.core.JobRunShell");
    }

    @Override
    public void close() throws Exception {
      instance.shutdown(true);
      client.shutdown(false);
      store.close();
    }
  }
}
