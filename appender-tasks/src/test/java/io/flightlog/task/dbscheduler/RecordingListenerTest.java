package io.flightlog.task.dbscheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.PlainScheduleAndData;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.TaskScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What no other scheduler has: see the contract for what all have. */
class RecordingListenerTest {
  private final RunningScheduler with = new RunningScheduler();

  RecordingListenerTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    with.close();
  }

  @Test
  void aJobThatSaysItWasSkippedIsNoSuccess() throws Exception {
    Task<?> task =
        RunningScheduler.report(
            () -> TaskScope.current().ifPresent(run -> run.skip("another one has the lock")));
    with.enqueue(task, "1");
    with.start(task);
    assertEquals("another one has the lock", with.onlyRun().get("event.reason"));
  }

  @Test
  void theFailureHandlersLinesBelongToTheRun() throws Exception {
    Task<?> task =
        Tasks.oneTime(RunningScheduler.REPORT)
            .onFailure(
                FailureHandler.<ContractJob>maxRetries(0)
                    .retryEvery(Duration.ZERO)
                    .thenRemove(complete -> RunningScheduler.APP.error("giving up")))
            .execute(
                (instance, context) -> {
                  throw new IllegalStateException("no paper");
                });
    with.enqueue(task, "1");
    with.start(task);
    Map<String, Object> run = with.onlyRun();
    Map<String, String> mdc = with.line("giving up").getMDCPropertyMap();
    assertEquals(run.get("task.run.id"), mdc.get("task.run.id"));
    assertEquals("alice", mdc.get("user.id"));
  }

  @Test
  void aCompletionThatFailsIsToldWithTheRun() throws Exception {
    CompletionHandler<ContractJob> broken =
        (complete, operations) -> {
          throw new IllegalStateException("no database");
        };
    Task<?> task = Tasks.custom(RunningScheduler.REPORT).execute((instance, context) -> broken);
    with.enqueue(task, "1");
    with.start(task);
    assertEquals("success", with.onlyRun().get("event.outcome"));
    assertEquals(
        "1", with.line("Failed while completing execution").getMDCPropertyMap().get("task.id"));
  }

  @Test
  void whatAJobLeftOpenIsClosedWithItsRun() throws Exception {
    Task<?> task =
        RunningScheduler.report(
            () -> {
              MDC.put("left", "behind");
              TaskScope.task("inner").open();
            });
    with.enqueue(task, "1");
    with.enqueue(task, "2");
    with.start(task);
    with.await("task-run", 4);
    for (ILoggingEvent started : with.logged.records("task-started")) {
      if ("report".equals(LoggedRuns.keyValues(started).get("task.name"))) {
        assertEquals(null, started.getMDCPropertyMap().get("left"));
      }
    }
  }

  @Test
  void dataInJsonCarriesTheEnqueuerToo() throws Exception {
    Serializer json = new JacksonSerializer(new ObjectMapper());
    Task<?> task = RunningScheduler.report(() -> {});
    with.enqueue(task, "1", json);
    with.start(
        task, builder -> builder.serializer(json).addSchedulerListener(new RecordingListener()));
    assertEquals("alice", with.onlyRun().get("user.id"));
  }

  @Test
  void dataThatCannotBeReadCostsTheUserOnly() throws Exception {
    Task<?> task = RunningScheduler.report(() -> {});
    with.enqueue(task, "1");
    with.store.execute("update scheduled_tasks set task_data = X'cafe'");
    with.start(task);
    Map<String, Object> run = with.onlyRun();
    assertEquals("success", run.get("event.outcome"));
    assertFalse(run.containsKey("user.id"));
  }

  @Test
  void theApplicationMayTellMore() throws Exception {
    Task<?> task = RunningScheduler.report(() -> {});
    with.enqueue(task, "1");
    with.start(
        task,
        builder ->
            builder.addSchedulerListener(
                new RecordingListener(
                    (run, execution) -> run.queue("reports").id("no. " + execution.getId()))));
    Map<String, Object> run = with.onlyRun();
    assertEquals("reports", run.get("task.queue"));
    assertEquals("no. 1", run.get("task.id"));
    assertEquals("alice", run.get("user.id"));
  }

  @Test
  void detailsThatThrowCostNothingElse() throws Exception {
    Task<?> task = RunningScheduler.report(() -> {});
    with.enqueue(task, "1");
    with.start(
        task,
        builder ->
            builder.addSchedulerListener(
                new RecordingListener(
                    (run, execution) -> {
                      throw new IllegalStateException("no queue");
                    })));
    assertEquals("success", with.onlyRun().get("event.outcome"));
    assertEquals("no queue", with.line("Not all is told of").getThrowableProxy().getMessage());
  }

  @Test
  void aListenerThatIsRegisteredTwiceMakesOneRun() throws Exception {
    Task<?> task = RunningScheduler.report(() -> RunningScheduler.APP.info("once"));
    with.enqueue(task, "1");
    with.start(
        task,
        builder ->
            builder
                .addSchedulerListener(new RecordingListener())
                .addSchedulerListener(new RecordingListener()));
    Map<String, Object> run = with.onlyRun();
    assertEquals(run.get("task.run.id"), with.line("once").getMDCPropertyMap().get("task.run.id"));
    assertEquals(1, with.logged.records("task-started").size());
  }

  @Test
  void aRecurringTaskIsTriggeredByItsSchedule() throws Exception {
    Task<?> byClock =
        Tasks.recurring("refresh", FixedDelay.ofHours(1)).execute((instance, context) -> {});
    SchedulerClient.Builder.create(with.store.dataSource(), byClock)
        .build()
        .scheduleIfNotExists(byClock.schedulableInstance("recurring"));
    Instant before = Instant.now();
    with.start(byClock);
    Map<String, Object> run = with.onlyRun();
    assertEquals("recurring", run.get("task.trigger"));
    assertEquals("recurring", run.get("task.id"));
    assertFalse(Instant.parse((String) run.get("task.scheduled_at")).isAfter(before));
  }

  @Test
  void aScheduleInTheDataIsATriggerToo() throws Exception {
    TaskDescriptor<PlainScheduleAndData> refresh =
        TaskDescriptor.of("refresh", PlainScheduleAndData.class);
    Task<?> task =
        Tasks.recurringWithPersistentSchedule(refresh).execute((instance, context) -> {});
    SchedulerClient.Builder.create(with.store.dataSource(), task)
        .build()
        .scheduleIfNotExists(
            refresh
                .instance("EUR")
                .data(new PlainScheduleAndData(FixedDelay.ofHours(1)))
                .scheduledTo(Instant.now()));
    with.start(task);
    assertEquals("recurring", with.onlyRun().get("task.trigger"));
  }
}
