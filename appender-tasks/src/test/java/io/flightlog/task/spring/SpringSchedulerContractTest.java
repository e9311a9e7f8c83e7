package io.flightlog.task.spring;

import io.flightlog.task.contract.AdapterContract;
import io.flightlog.task.contract.ContractJobs;
import io.flightlog.task.contract.SchedulerUnderTest;
import io.flightlog.task.executor.NamedTask;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Nested;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Spring's schedulers, which have no store, and forget what failed. */
class SpringSchedulerContractTest {
  @Nested
  class AThreadPool extends AdapterContract {
    @Override
    protected SchedulerUnderTest scheduler() {
      ThreadPoolTaskScheduler pool = new ThreadPoolTaskScheduler();
      return new Once(
          workers -> {
            pool.setPoolSize(workers);
            pool.initialize();
            return pool;
          },
          pool::shutdown);
    }
  }

  @Nested
  class AnExecutor extends AdapterContract {
    @Override
    protected SchedulerUnderTest scheduler() {
      ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
      return new Once(workers -> new ConcurrentTaskScheduler(threads), threads::shutdownNow);
    }
  }

  /** A thread for each task. */
  @Nested
  class Threads extends AdapterContract {
    @Override
    protected SchedulerUnderTest scheduler() {
      SimpleAsyncTaskScheduler threads = new SimpleAsyncTaskScheduler();
      return new Once(
          workers -> {
            threads.setConcurrencyLimit(workers);
            threads.start();
            return threads;
          },
          threads::close);
    }
  }

  private interface Start {
    TaskScheduler with(int workers);
  }

  private static final class Once implements SchedulerUnderTest {
    private final Start start;
    private final Runnable stop;
    private final Map<String, Future<?>> jobs = new ConcurrentHashMap<>();
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private TaskScheduler scheduler;

    Once(Start start, Runnable stop) {
      this.start = start;
      this.stop = stop;
    }

    @Override
    public void startInstance(int threads) {
      scheduler = FlightlogTasks.recording(start.with(threads));
    }

    @Override
    public void enqueue(String key, int attempts) {
      Runnable job = NamedTask.named(taskName(), key, (Runnable) () -> perform(key));
      jobs.put(key, scheduler.schedule(job, Instant.now()));
    }

    private void perform(String key) {
      workers.put(key, Thread.currentThread());
      try {
        ContractJobs.perform(key);
      } catch (RuntimeException | Error thrown) {
        throw thrown;
      } catch (Exception thrown) {
        throw new UndeclaredThrowableException(thrown);
      }
    }

    /** By its future; or, where that ended when the thread had begun, as closing it does. */
    @Override
    public void interrupt(String key) {
      if (!jobs.get(key).cancel(true)) {
        workers.get(key).interrupt();
      }
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
    public Optional<String> failureLogger() {
      return Optional.of("org.springframework.scheduling.support.TaskUtils$LoggingErrorHandler");
    }

    @Override
    public void close() {
      stop.run();
    }
  }
}
