package io.flightlog.examples.boot;

import io.flightlog.task.TaskContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecutionException;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.ItemReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;

/** A batch job whose step works on several threads, and what launches it. */
@Configuration(proxyBeanMethods = false)
class MonthEnd {
  private static final Logger LOG = LoggerFactory.getLogger(MonthEnd.class);

  private final AtomicInteger months = new AtomicInteger();
  private final ObjectProvider<JobLauncher> launcher;
  private final ObjectProvider<Job> job;

  MonthEnd(ObjectProvider<JobLauncher> launcher, ObjectProvider<Job> job) {
    this.launcher = launcher;
    this.job = job;
  }

  @Scheduled(fixedDelay = 2_000)
  void close() throws JobExecutionException {
    MDC.put("user.id", "accounting");
    JobParametersBuilder parameters =
        new JobParametersBuilder().addLong("month", (long) months.incrementAndGet());
    TaskContext.inject((name, value) -> parameters.addString(name, value, false));
    launcher.getObject().run(job.getObject(), parameters.toJobParameters());
  }

  @Bean
  Job closeBooks(
      JobRepository repository,
      PlatformTransactionManager transactions,
      ItemReader<Integer> accounts,
      TaskExecutor applicationTaskExecutor) {
    return new JobBuilder("close-books", repository)
        .start(
            new StepBuilder("accounts", repository)
                .<Integer, Integer>chunk(3, transactions)
                .reader(accounts)
                .writer(chunk -> LOG.info("{} accounts are closed", chunk.size()))
                .taskExecutor(applicationTaskExecutor)
                .build())
        .build();
  }

  @Bean
  @StepScope
  ItemReader<Integer> accounts() {
    Queue<Integer> open = new ConcurrentLinkedQueue<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    return open::poll;
  }
}
