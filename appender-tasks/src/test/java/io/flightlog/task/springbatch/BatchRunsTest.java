package io.flightlog.task.springbatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.TaskScope;
import io.flightlog.task.spring.FlightlogTasks;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobExecutionListener;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

class BatchRunsTest {
  private static final Logger LOG = LoggerFactory.getLogger("app");

  private final LoggedRuns logged = new LoggedRuns();
  private final JdbcConnectionPool database = BatchInstance.database();

  @AfterEach
  void close() {
    database.dispose();
    logged.close();
    MDC.clear();
  }

  @Import(FlightlogTasks.class)
  static class Jobs {
    @Bean
    ThreadPoolTaskExecutor workers() {
      ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
      workers.setCorePoolSize(2);
      return workers;
    }

    @Bean
    Job parallel(
        JobRepository repository,
        PlatformTransactionManager transactions,
        ThreadPoolTaskExecutor workers) {
      // two threads read: Spring Batch's reader of a list is for one
      Queue<Integer> items = new ConcurrentLinkedQueue<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
      return new JobBuilder("parallel", repository)
          .start(
              new StepBuilder("chunks", repository)
                  .<Integer, Integer>chunk(2, transactions)
                  .reader(items::poll)
                  .writer(chunk -> LOG.info("wrote {}", chunk.size()))
                  .taskExecutor(workers)
                  .build())
          .build();
    }

    @Bean
    @JobScope
    Step late(JobRepository repository, PlatformTransactionManager transactions) {
      return new StepBuilder("late", repository)
          .tasklet(
              (contribution, chunk) -> {
                LOG.info("late works");
                return RepeatStatus.FINISHED;
              },
              transactions)
          .build();
    }

    @Bean
    Job lazy(JobRepository repository, Step late) {
      return new JobBuilder("lazy", repository).start(late).build();
    }

    @Bean
    Job stopping(JobRepository repository, PlatformTransactionManager transactions) {
      return new JobBuilder("stopping", repository)
          .start(
              new StepBuilder("stop", repository)
                  .tasklet(
                      (contribution, chunk) -> {
                        chunk.getStepContext().getStepExecution().setTerminateOnly();
                        return RepeatStatus.FINISHED;
                      },
                      transactions)
                  .build())
          .build();
    }

    @Bean
    Job clumsy(JobRepository repository, Step late) {
      return new JobBuilder("clumsy", repository)
          .listener(
              new JobExecutionListener() {
                @Override
                public void beforeJob(JobExecution execution) {
                  fail("before", execution);
                }

                @Override
                public void afterJob(JobExecution execution) {
                  fail("after", execution);
                }
              })
          .start(late)
          .build();
    }

    private static void fail(String when, JobExecution execution) {
      if (when.equals(execution.getJobParameters().getString("fail"))) {
        throw new IllegalStateException(when);
      }
    }
  }

  private BatchStatus run(String job, JobParameters parameters) throws Exception {
    try (AnnotationConfigApplicationContext context = BatchInstance.on(database, Jobs.class)) {
      JobLauncher launcher = context.getBean(JobLauncher.class);
      return launcher.run(context.getBean(job, Job.class), parameters).getStatus();
    } finally {
      assertFalse(TaskScope.current().isPresent());
      assertEquals(null, MDC.get("task.run.id"));
      assertEquals(null, MDC.get("batch.execution"));
    }
  }

  private static JobParameters with(String name, String value) {
    return new JobParametersBuilder().addString(name, value).toJobParameters();
  }

  private ILoggingEvent onlyRecord() {
    List<ILoggingEvent> runs = logged.records("task-run");
    assertEquals(1, runs.size(), runs::toString);
    return runs.get(0);
  }

  private Map<String, Object> onlyRun() {
    return LoggedRuns.keyValues(onlyRecord());
  }

  private List<ILoggingEvent> lines(String message) {
    return logged.events().stream()
        .filter(event -> String.valueOf(event.getFormattedMessage()).startsWith(message))
        .toList();
  }

  @Test
  void linesOfAStepOnManyThreadsBelongToTheRunAndNameTheStep() throws Exception {
    assertEquals(BatchStatus.COMPLETED, run("parallel", new JobParameters()));
    Map<String, Object> run = onlyRun();
    assertEquals("success", run.get("event.outcome"));
    assertEquals("parallel", run.get("task.name"));
    assertEquals("1", run.get("task.id"));
    assertEquals(1, run.get("task.attempt"));
    assertTrue(run.containsKey("task.lag"), run::toString);
    List<ILoggingEvent> written = lines("wrote");
    assertFalse(written.isEmpty());
    Set<String> threads =
        written.stream().map(ILoggingEvent::getThreadName).collect(Collectors.toSet());
    assertFalse(threads.contains(Thread.currentThread().getName()), threads::toString);
    for (ILoggingEvent line : written) {
      assertEquals(run.get("task.run.id"), line.getMDCPropertyMap().get("task.run.id"));
      assertEquals("chunks", line.getMDCPropertyMap().get("batch.step"));
      assertEquals("1", line.getMDCPropertyMap().get("batch.execution"));
    }
  }

  @Test
  void aStepThatIsMadeWhenTheJobRunsIsNamedToo() throws Exception {
    assertEquals(BatchStatus.COMPLETED, run("lazy", new JobParameters()));
    assertEquals("late", lines("late works").get(0).getMDCPropertyMap().get("batch.step"));
  }

  @Test
  void aJobThatIsStoppedHasNeitherSucceededNorFailed() throws Exception {
    assertEquals(BatchStatus.STOPPED, run("stopping", new JobParameters()));
    Map<String, Object> run = onlyRun();
    assertEquals("unknown", run.get("event.outcome"));
    assertEquals("the job was stopped", run.get("event.reason"));
  }

  @Test
  void aJobThatFailsBeforeItBeginsIsARunThatFailed() throws Exception {
    assertEquals(BatchStatus.FAILED, run("clumsy", with("fail", "before")));
    assertEquals("failure", onlyRun().get("event.outcome"));
    assertEquals("before", onlyRecord().getThrowableProxy().getMessage());
    assertEquals(1, logged.records("task-started").size());
  }

  @Test
  void aListenerThatThrowsAfterwardsLeavesNothingOpen() throws Exception {
    assertEquals(BatchStatus.COMPLETED, run("clumsy", with("fail", "after")));
    assertEquals("success", onlyRun().get("event.outcome"));
  }
}
