package io.flightlog.task.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.contract.AdapterContract;
import io.flightlog.task.contract.ContractJobs;
import io.flightlog.task.contract.SchedulerUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ExecutorAdapterTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Nested
  class Contract extends AdapterContract {
    @Override
    protected SchedulerUnderTest scheduler() {
      return new Pool();
    }
  }

  /** An executor has no store, and forgets what failed. */
  private static final class Pool implements SchedulerUnderTest {
    private final Map<String, Future<?>> jobs = new ConcurrentHashMap<>();
    private ScheduledExecutorService executor;

    @Override
    public void startInstance(int workers) {
      executor = TaskExecutors.recording(Executors.newScheduledThreadPool(workers));
    }

    @Override
    public void enqueue(String key, int attempts) {
      Callable<Boolean> job =
          () -> {
            ContractJobs.perform(key);
            return true;
          };
      jobs.put(key, executor.submit(NamedTask.named(taskName(), key, job)));
    }

    @Override
    public void interrupt(String key) {
      jobs.get(key).cancel(true);
    }

    @Override
    public String taskName() {
      return "contract-job";
    }

    @Override
    public String taskId(String key) {
      return key;
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }

  @Nested
  class Schedules {
    private final Logger log = LoggerFactory.getLogger("app");
    private final LoggedRuns logged = new LoggedRuns();
    private final ScheduledExecutorService executor =
        TaskExecutors.recording(Executors.newScheduledThreadPool(1));

    @AfterEach
    void close() {
      executor.shutdownNow();
      logged.close();
    }

    private List<Map<String, Object>> runs(int count) throws InterruptedException {
      logged.await(events -> logged.records("task-run").size() >= count, LONG);
      return logged.records("task-run").stream().map(LoggedRuns::keyValues).toList();
    }

    private static Instant scheduledAt(Map<String, Object> run) {
      return Instant.parse((String) run.get("task.scheduled_at"));
    }

    @Test
    void aTaskWithoutANameHasThatOfItsClass() throws Exception {
      executor.execute(() -> log.info("a lambda"));
      executor.submit(new Named()).get();
      List<Map<String, Object>> runs = runs(2);
      assertEquals(Schedules.class.getName(), runs.get(0).get("task.name"));
      assertEquals("its own", runs.get(1).get("task.name"));
      assertEquals(null, runs.get(1).get("task.id"));
      assertEquals("execute", runs.get(0).get("task.trigger"));
    }

    @Test
    void eachWayOfHandingInIsOneRun() throws Exception {
      Callable<Integer> one = () -> 1;
      Runnable nothing = () -> {};
      assertEquals(1, executor.submit(one).get());
      assertEquals(2, executor.submit(nothing, 2).get());
      executor.submit(nothing).get();
      assertEquals(1, executor.invokeAny(List.of(one)));
      assertEquals(1, executor.invokeAny(List.of(one), 60, TimeUnit.SECONDS));
      assertEquals(2, executor.invokeAll(List.of(one, one)).size());
      assertEquals(1, executor.schedule(one, 1, TimeUnit.MILLISECONDS).get());
      executor.schedule(nothing, 1, TimeUnit.MILLISECONDS).get();
      executor.execute(nothing);
      executor.shutdown();
      assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
      assertEquals(10, logged.records("task-started").size());
      assertEquals(10, logged.records("task-run").size());
    }

    @Test
    void aDelayedTaskIsScheduledForTheTimeAfterTheDelay() throws Exception {
      Instant before = Instant.now();
      executor.schedule(NamedTask.named("later", () -> {}), 5, TimeUnit.MILLISECONDS).get();
      Map<String, Object> run = runs(1).get(0);
      assertEquals("later", run.get("task.name"));
      assertEquals("delay", run.get("task.trigger"));
      assertTrue(!scheduledAt(run).isBefore(before.plusMillis(5)), run::toString);
    }

    @Test
    void runsAtAFixedRateAreScheduledAPeriodApart() throws Exception {
      ScheduledFuture<?> ticks =
          executor.scheduleAtFixedRate(
              NamedTask.named("tick", () -> {}), 0, 1500, TimeUnit.MICROSECONDS);
      List<Map<String, Object>> runs = runs(3);
      ticks.cancel(false);
      for (int i = 0; i < 2; i++) {
        assertEquals("fixed-rate", runs.get(i).get("task.trigger"));
        assertEquals(scheduledAt(runs.get(i)).plusNanos(1_500_000), scheduledAt(runs.get(i + 1)));
      }
    }

    @Test
    void runsWithAFixedDelayAreScheduledForADelayAfterTheEnd() throws Exception {
      ScheduledFuture<?> ticks =
          executor.scheduleWithFixedDelay(
              NamedTask.named("tick", () -> {}), 0, 1500, TimeUnit.MICROSECONDS);
      List<Map<String, Object>> runs = runs(2);
      ticks.cancel(false);
      Instant start = Instant.parse((String) runs.get(0).get("event.start"));
      assertEquals("fixed-delay", runs.get(0).get("task.trigger"));
      assertTrue(!scheduledAt(runs.get(1)).isBefore(start.plusNanos(1_500_000)), runs::toString);
    }

    @Test
    void aPeriodicTaskThatThrowsIsToldToBeForgotten() throws Exception {
      ScheduledFuture<?> task =
          executor.scheduleAtFixedRate(
              NamedTask.named(
                  "tick",
                  (Runnable)
                      () -> {
                        throw new IllegalStateException("broken");
                      }),
              0,
              1,
              TimeUnit.MILLISECONDS);
      assertThrows(ExecutionException.class, () -> task.get(60, TimeUnit.SECONDS));
      Map<String, Object> run = runs(1).get(0);
      assertEquals("failure", run.get("event.outcome"));
      ILoggingEvent line =
          logged.events().stream()
              .filter(
                  event ->
                      String.valueOf(event.getFormattedMessage()).contains("does not run it again"))
              .findFirst()
              .orElseThrow();
      assertEquals(run.get("task.run.id"), line.getMDCPropertyMap().get("task.run.id"));
    }

    @Test
    void shutdownIsTheExecutorsOwn() throws Exception {
      Semaphore never = new Semaphore(0);
      CountDownLatch runs = new CountDownLatch(1);
      executor.execute(
          () -> {
            runs.countDown();
            never.acquireUninterruptibly();
          });
      assertTrue(runs.await(60, TimeUnit.SECONDS));
      executor.execute(() -> {});
      assertEquals(1, executor.shutdownNow().size());
      assertTrue(executor.isShutdown());
      never.release();
      assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
      assertTrue(executor.isTerminated());
      assertEquals(1, runs(1).size());
    }
  }

  private static final class Named implements NamedTask, Runnable {
    @Override
    public String taskName() {
      return "its own";
    }

    @Override
    public void run() {}
  }
}
