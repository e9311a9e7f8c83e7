package io.flightlog.task.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quartz.JobBuilder.newJob;
import static org.quartz.TriggerBuilder.newTrigger;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.TaskContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.slf4j.MDC;

/** A job whose instance died, and which starts again. */
class RecoveryTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aRecoveredJobIsTheSecondAttemptOfTheSameTask() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch isOver = new CountDownLatch(1);
    Job endless =
        context -> {
          runs.countDown();
          await(isOver);
        };
    try (LoggedRuns logged = new LoggedRuns();
        QuartzStore store = new QuartzStore()) {
      QuartzStore.Link link = store.link();
      Scheduler dying = start(store, link, endless);
      dying.scheduleJob(
          newJob(Job.class).withIdentity("import", "files").requestRecovery().build(), forAlice());
      assertTrue(runs.await(LONG.toSeconds(), TimeUnit.SECONDS));
      link.cut();
      Scheduler next = start(store, store.link(), context -> {});
      try {
        logged.await(events -> logged.records("task-run").size() == 1, LONG);
      } finally {
        dying.shutdown(false);
        isOver.countDown();
        next.shutdown(true);
      }
      List<ILoggingEvent> starts = logged.records("task-started");
      Map<String, Object> first = LoggedRuns.keyValues(starts.get(0));
      Map<String, Object> second = LoggedRuns.keyValues(logged.records("task-run").get(0));
      assertEquals("success", second.get("event.outcome"));
      assertEquals("recovery", second.get("task.trigger"));
      assertEquals(2, second.get("task.attempt"));
      assertNotEquals(first.get("task.run.id"), second.get("task.run.id"));
      for (String same : List.of("task.name", "task.queue", "task.id", "task.scheduled_at")) {
        assertEquals(first.get(same), second.get(same), same);
      }
      assertEquals("file-1", second.get("task.id"));
      assertEquals("alice", second.get("user.id"));
      Map<String, Object> death = LoggedRuns.keyValues(logged.records("task-died").get(0));
      for (String same : List.of("task.name", "task.id", "task.attempt", "user.id")) {
        assertEquals(first.get(same), death.get(same), same);
      }
    }
  }

  private static Trigger forAlice() {
    MDC.put("user.id", "alice");
    try {
      TriggerBuilder<Trigger> trigger = newTrigger().withIdentity("file-1");
      TaskContext.inject(trigger::usingJobData);
      return trigger.build();
    } finally {
      MDC.clear();
    }
  }

  /** An instance that comes back under its name takes over at once what it had begun. */
  private static Scheduler start(QuartzStore store, QuartzStore.Link link, Job job)
      throws Exception {
    Scheduler scheduler = store.instance("worker", 1, link);
    scheduler.setJobFactory((fired, any) -> job);
    RecordingPlugin.install(scheduler);
    scheduler.start();
    return scheduler;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
