package io.flightlog.task.dbscheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.flightlog.task.LoggedRuns;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An instance on a database of its own, and what was logged. Driven by the test's thread. */
final class RunningScheduler implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  static final Logger APP = LoggerFactory.getLogger("app");
  static final TaskDescriptor<ContractJob> REPORT = TaskDescriptor.of("report", ContractJob.class);

  final LoggedRuns logged = new LoggedRuns();
  final Store store = new Store();
  private final List<Scheduler> schedulers = new ArrayList<>();

  RunningScheduler() throws SQLException {}

  @Override
  public void close() throws Exception {
    schedulers.forEach(Scheduler::stop);
    store.close();
    logged.close();
    MDC.clear();
  }

  static Task<ContractJob> report(Runnable body) {
    return Tasks.oneTime(REPORT)
        .onFailure((complete, operations) -> operations.remove())
        .execute((instance, context) -> body.run());
  }

  /** As alice. */
  void enqueue(Task<?> task, String id) {
    enqueue(task, id, Serializer.DEFAULT_JAVA_SERIALIZER);
  }

  void enqueue(Task<?> task, String id, Serializer serializer) {
    MDC.put("user.id", "alice");
    SchedulerClient.Builder.create(store.dataSource(), task)
        .serializer(serializer)
        .build()
        .scheduleIfNotExists(
            REPORT.instance(id).data(ContractJob.enqueued(id, 1)).build(), Instant.now());
    MDC.clear();
  }

  void start(Task<?> task) {
    start(task, builder -> builder.addSchedulerListener(new RecordingListener()));
  }

  void start(Task<?> task, UnaryOperator<SchedulerBuilder> with) {
    Scheduler scheduler =
        with.apply(Scheduler.create(store.dataSource(), task).threads(1))
            .pollingInterval(Duration.ofMillis(10))
            .shutdownMaxWait(Duration.ofMillis(10))
            .build();
    schedulers.add(scheduler);
    scheduler.start();
  }

  void await(String action, int count) throws InterruptedException {
    logged.await(events -> logged.records(action).size() >= count, LONG);
  }

  Map<String, Object> onlyRun() throws InterruptedException {
    await("task-run", 1);
    List<ILoggingEvent> runs = logged.records("task-run");
    assertEquals(1, runs.size(), runs::toString);
    return LoggedRuns.keyValues(runs.get(0));
  }

  ILoggingEvent line(String message) {
    return logged.events().stream()
        .filter(event -> String.valueOf(event.getFormattedMessage()).contains(message))
        .findFirst()
        .orElseThrow(() -> new AssertionError(message + " is not in " + logged.events()));
  }
}
