package io.flightlog.task.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.flightlog.task.contract.ClusteredAdapterContract;
import io.flightlog.task.contract.SchedulerUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class DbSchedulerContractTest extends ClusteredAdapterContract {
  @Override
  protected SchedulerUnderTest scheduler() throws SQLException {
    return new Cluster();
  }

  /** Instances on one database. */
  private static final class Cluster implements SchedulerUnderTest {
    private static final TaskDescriptor<ContractJob> JOB =
        TaskDescriptor.of("contract-job", ContractJob.class);

    private final Store store = new Store();
    private final OneTimeTask<ContractJob> task =
        Tasks.oneTime(JOB)
            .onFailure(Cluster::retry)
            .execute((instance, context) -> instance.getData().perform());
    private final SchedulerClient client =
        SchedulerClient.Builder.create(store.dataSource(), task).build();
    private @Nullable Scheduler instance;
    private int workers;

    Cluster() throws SQLException {}

    private static void retry(
        ExecutionComplete complete, ExecutionOperations<ContractJob> operations) {
      ContractJob job = (ContractJob) complete.getExecution().taskInstance.getData();
      if (complete.getExecution().consecutiveFailures + 1 < job.attempts()) {
        operations.reschedule(complete, Instant.now());
      } else {
        operations.remove();
      }
    }

    @Override
    public void startInstance(int threads) {
      workers = threads;
      instance =
          Scheduler.create(store.dataSource(), task)
              .addSchedulerListener(new RecordingListener())
              .threads(threads)
              .pollingInterval(Duration.ofMillis(10))
              .shutdownMaxWait(Duration.ofMillis(10))
              .build();
      instance.start();
    }

    @Override
    public void enqueue(String key, int attempts) {
      client.scheduleIfNotExists(
          JOB.instance(key).data(ContractJob.enqueued(key, attempts)).build(), Instant.now());
    }

    /** An instance that stops interrupts what does not end in time. There is no other way. */
    @Override
    public void interrupt(String key) {
      instance.stop();
      startInstance(workers);
    }

    @Override
    public String taskName() {
      return JOB.getTaskName();
    }

    @Override
    public String taskId(String key) {
      return key;
    }

    @Override
    public Optional<String> failureLogger() {
      return Optional.of(Scheduler.class.getName());
    }

    @Override
    public void close() throws SQLException {
      if (instance != null) {
        instance.stop();
      }
      store.close();
    }
  }
}
