package io.flightlog.task.jobrunr;

import io.flightlog.task.contract.ClusteredAdapterContract;
import io.flightlog.task.contract.ContractJobs;
import io.flightlog.task.contract.SchedulerUnderTest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.server.BackgroundJobPerformer;

class JobRunrContractTest extends ClusteredAdapterContract {
  @Override
  protected SchedulerUnderTest scheduler() {
    return new Cluster();
  }

  private static final class Cluster implements SchedulerUnderTest {
    private final JobStore store = new JobStore();
    private final Map<String, UUID> ids = new ConcurrentHashMap<>();

    @Override
    public void startInstance(int workers) {
      store.startServer(workers);
    }

    @Override
    public void enqueue(String key, int attempts) {
      UUID id = Job.newUUID();
      ids.put(key, id);
      store
          .scheduler()
          .create(
              JobBuilder.aJob()
                  .withId(id)
                  .withAmountOfRetries(attempts - 1)
                  .withJobLambda(() -> ContractJobs.perform(key)));
    }

    @Override
    public void interrupt(String key) {
      store.scheduler().delete(ids.get(key));
    }

    @Override
    public String taskName() {
      return ContractJobs.class.getName() + ".perform";
    }

    @Override
    public String taskId(String key) {
      return ids.get(key).toString();
    }

    @Override
    public Optional<String> failureLogger() {
      return Optional.of(BackgroundJobPerformer.class.getName());
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
