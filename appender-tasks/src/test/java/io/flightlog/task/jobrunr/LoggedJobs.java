package io.flightlog.task.jobrunr;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.contract.ContractJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.server.threadpool.JobRunrExecutor;
import org.jobrunr.server.threadpool.PlatformThreadPoolJobRunrExecutor;
import org.slf4j.MDC;

/** A store of jobs, what is logged of them, and MDCs that somebody took a look at. */
final class LoggedJobs implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  final LoggedRuns logged = new LoggedRuns();
  final JobStore store = new JobStore();
  private final BlockingQueue<Map<String, String>> seen = new LinkedBlockingQueue<>();

  /** One thread, whose MDC is looked at when JobRunr is done with a job. */
  DefaultBackgroundJobServerWorkerPolicy oneWatchedThread() {
    return new DefaultBackgroundJobServerWorkerPolicy(1, this::watched);
  }

  private JobRunrExecutor watched(int workers) {
    return new PlatformThreadPoolJobRunrExecutor(workers) {
      @Override
      public void execute(Runnable performer) {
        super.execute(
            () -> {
              try {
                performer.run();
              } finally {
                lookAtMdc();
              }
            });
      }
    };
  }

  void lookAtMdc() {
    seen.add(Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of()));
  }

  /** The next MDC that was looked at. */
  Map<String, String> nextMdc() throws InterruptedException {
    return Objects.requireNonNull(seen.poll(LONG.toSeconds(), TimeUnit.SECONDS));
  }

  UUID enqueue(String key) {
    return store.scheduler().enqueue(() -> ContractJobs.perform(key)).asUUID();
  }

  /** What the records of the first runs to end say. */
  List<Map<String, Object>> runs(int count) throws InterruptedException {
    logged.await(events -> logged.records("task-run").size() >= count, LONG);
    return logged.records("task-run").stream().map(LoggedRuns::keyValues).toList();
  }

  static Instant scheduledAt(Map<String, Object> run) {
    return Instant.parse((String) run.get("task.scheduled_at"));
  }

  /** MDC of the first line that begins so. */
  Map<String, String> mdcOf(Class<?> logger, String begin) throws InterruptedException {
    return logged
        .await(events -> events.stream().anyMatch(event -> is(event, logger, begin)), LONG)
        .stream()
        .filter(event -> is(event, logger, begin))
        .findFirst()
        .orElseThrow()
        .getMDCPropertyMap();
  }

  private static boolean is(ILoggingEvent event, Class<?> logger, String begin) {
    return event.getLoggerName().equals(logger.getName())
        && String.valueOf(event.getFormattedMessage()).startsWith(begin);
  }

  @Override
  public void close() {
    store.close();
    ContractJobs.clear();
    MDC.clear();
    logged.close();
  }
}
