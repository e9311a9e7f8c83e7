package io.flightlog.task.dbscheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.flightlog.task.LoggedRuns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions that end without a word. */
class LostExecutionsTest {
  private final RunningScheduler with = new RunningScheduler();

  LostExecutionsTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    with.close();
  }

  /** Its message is asked for outside of all that db-scheduler catches. */
  private static final class Hostile extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Test
  void anExecutionThatTheSchedulerLosesDoesNotReachTheNext() throws Exception {
    Task<?> task =
        Tasks.oneTime(RunningScheduler.REPORT)
            .execute(
                (instance, context) -> {
                  if (instance.getId().equals("1")) {
                    throw new Hostile();
                  }
                  RunningScheduler.APP.info("the next");
                });
    with.enqueue(task, "1");
    with.enqueue(task, "2");
    with.start(
        task,
        builder ->
            builder
                .addSchedulerListener(new RecordingListener())
                .executorService(new ScheduledThreadPoolExecutor(1)));
    with.await("task-run", 2);
    List<ILoggingEvent> runs = with.logged.records("task-run");
    assertEquals("1", LoggedRuns.keyValues(runs.get(0)).get("task.id"));
    assertEquals("unknown", LoggedRuns.keyValues(runs.get(0)).get("event.outcome"));
    assertEquals("success", LoggedRuns.keyValues(runs.get(1)).get("event.outcome"));
    assertEquals("2", with.line("the next").getMDCPropertyMap().get("task.id"));
  }

  @Test
  void anExecutionThatDiedWithItsInstanceIsToldAndCounts() throws Exception {
    Task<?> task = RunningScheduler.report(() -> {});
    with.enqueue(task, "1");
    with.store.execute(
        "update scheduled_tasks set picked = true, picked_by = 'gone',"
            + " last_heartbeat = timestamp with time zone '2026-11-26 10:00:00+00'");
    with.start(task);
    with.await("task-run", 1);
    Map<String, Object> death = LoggedRuns.keyValues(with.logged.records("task-died").get(0));
    assertEquals("report", death.get("task.name"));
    assertEquals("1", death.get("task.id"));
    assertEquals(1, death.get("task.attempt"));
    assertEquals("alice", death.get("user.id"));
    assertEquals("unknown", death.get("event.outcome"));
    assertEquals("no heartbeat of gone since 2026-11-26T10:00:00Z", death.get("event.reason"));
    assertFalse(death.containsKey("task.run.id"));
    assertEquals(2, with.onlyRun().get("task.attempt"));
  }
}
