package io.flightlog.task.springbatch;

import io.flightlog.task.TaskContext;
import io.flightlog.task.contract.ClusteredAdapterContract;
import io.flightlog.task.contract.ContractJobs;
import io.flightlog.task.contract.SchedulerUnderTest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Spring Batch starts jobs when it is told to, and so is told by workers that take what is to do
 * from a queue; a second try is a restart of the job instance.
 */
class SpringBatchContractTest extends ClusteredAdapterContract {
  @Override
  protected SchedulerUnderTest scheduler() {
    return new Batch();
  }

  static class Jobs {
    @Bean
    Job job(JobRepository repository, PlatformTransactionManager transactions) {
      return new JobBuilder("contract-job", repository)
          .start(
              new StepBuilder("work", repository)
                  .tasklet(
                      (contribution, chunk) -> {
                        ContractJobs.perform(
                            (String) chunk.getStepContext().getJobParameters().get("key"));
                        return RepeatStatus.FINISHED;
                      },
                      transactions)
                  .build())
          .build();
    }
  }

  private record Order(JobParameters parameters, int attempts) {}

  private static final class Batch implements SchedulerUnderTest {
    private final JdbcConnectionPool database = BatchInstance.database();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private AnnotationConfigApplicationContext context;
    private ExecutorService threads;

    @Override
    public void startInstance(int count) {
      context = BatchInstance.on(database, Jobs.class);
      threads = Executors.newFixedThreadPool(count);
      JobLauncher launcher = context.getBean(JobLauncher.class);
      Job job = context.getBean(Job.class);
      for (int i = 0; i < count; i++) {
        threads.execute(() -> work(launcher, job));
      }
    }

    private void work(JobLauncher launcher, Job job) {
      try {
        while (true) {
          Order order = orders.take();
          workers.put(order.parameters.getString("key"), Thread.currentThread());
          BatchStatus status = launcher.run(job, order.parameters).getStatus();
          if (status == BatchStatus.FAILED && order.attempts > 1) {
            orders.add(new Order(order.parameters, order.attempts - 1));
          }
        }
      } catch (InterruptedException closed) {
        // the test is over
      } catch (Exception broken) {
        throw new IllegalStateException(broken);
      }
    }

    @Override
    public void enqueue(String key, int attempts) {
      JobParametersBuilder parameters = new JobParametersBuilder().addString("key", key);
      TaskContext.inject((name, value) -> parameters.addString(name, value, false));
      orders.add(new Order(parameters.toJobParameters(), attempts));
    }

    /** As closing the executor that it runs on does. */
    @Override
    public void interrupt(String key) {
      workers.get(key).interrupt();
    }

    @Override
    public String taskName() {
      return "contract-job";
    }

    @Override
    public String taskId(String key) {
      return null;
    }

    @Override
    public Optional<String> failureLogger() {
      return Optional.of("org.springframework.batch.core.step.AbstractStep");
    }

    @Override
    public void close() {
      if (threads != null) {
        threads.shutdownNow();
        context.close();
      }
      database.dispose();
    }
  }
}
