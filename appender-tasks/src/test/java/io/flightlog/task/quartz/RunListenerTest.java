package io.flightlog.task.quartz;

import static io.flightlog.task.quartz.QuartzRuns.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quartz.JobKey.jobKey;
import static org.quartz.TriggerBuilder.newTrigger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.slf4j.MDC;

/** Runs of one worker, with jobs in memory. */
class RunListenerTest {
  private final QuartzRuns logged = new QuartzRuns();

  @AfterEach
  void close() {
    MDC.clear();
    logged.close();
  }

  @Test
  void tellsJobGroupTriggerAndTimes() throws Exception {
    Instant due = Instant.now().minusMillis(200);
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.add(jobKey("daily", "reports"), context -> {});
      quartz.schedule(
          newTrigger()
              .withIdentity("t-1", "tenant-7")
              .forJob(jobKey("daily", "reports"))
              .startAt(Date.from(due))
              .build());
      ILoggingEvent run = logged.awaitRun("daily");
      assertEquals("success", field(run, "event.outcome"));
      assertEquals("reports", field(run, "task.queue"));
      assertEquals("tenant-7.t-1", field(run, "task.id"));
      assertEquals("once", field(run, "task.trigger"));
      assertEquals("1", field(run, "task.attempt"));
      assertEquals(
          due.toEpochMilli(), Instant.parse(field(run, "task.scheduled_at")).toEpochMilli());
      assertTrue(Long.parseLong(field(run, "task.lag")) >= 199_000_000L, () -> "" + run);
    }
  }

  @Test
  void tellsACronTrigger() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.add(jobKey("each-second"), context -> {});
      quartz.schedule(
          newTrigger()
              .withIdentity("clock")
              .forJob("each-second")
              .withSchedule(CronScheduleBuilder.cronSchedule("* * * * * ?"))
              .build());
      ILoggingEvent run = logged.awaitRun("each-second");
      assertEquals("cron", field(run, "task.trigger"));
      assertEquals("clock", field(run, "task.id"));
      assertEquals(0, Instant.parse(field(run, "task.scheduled_at")).toEpochMilli() % 1000);
    }
  }

  @Test
  void theExceptionIsTheJobsOwnAndBothLinesOfQuartzBelongToTheRun() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.run(
          "bad",
          context -> {
            throw new IllegalStateException("no paper");
          });
      ILoggingEvent run = logged.awaitRun("bad");
      assertEquals("java.lang.IllegalStateException", run.getThrowableProxy().getClassName());
      for (String logger : List.of("JobRunShell", "ErrorLogger")) {
        List<ILoggingEvent> lines = logged.linesOf("org.quartz.core." + logger);
        assertEquals(1, lines.size(), logger);
        assertEquals(Level.ERROR, lines.get(0).getLevel());
        assertEquals(
            field(run, "task.run.id"), lines.get(0).getMDCPropertyMap().get("task.run.id"));
      }
    }
  }

  @Test
  void aJobExecutionExceptionIsAFailureToo() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.run(
          "bad",
          context -> {
            throw new JobExecutionException("no ink");
          });
      ILoggingEvent run = logged.awaitRun("bad");
      assertEquals("failure", field(run, "event.outcome"));
      assertEquals("org.quartz.JobExecutionException", run.getThrowableProxy().getClassName());
      ILoggingEvent line = logged.linesOf("org.quartz.core.JobRunShell").get(0);
      assertEquals(field(run, "task.run.id"), line.getMDCPropertyMap().get("task.run.id"));
    }
  }

  @Test
  void whatAJobSaysOfItselfStands() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.run("idle", context -> TaskScope.current().orElseThrow().skip("nothing to do"));
      ILoggingEvent run = logged.awaitRun("idle");
      assertEquals("unknown", field(run, "event.outcome"));
      assertEquals("nothing to do", field(run, "event.reason"));
    }
  }

  @Test
  void linesOfJobListenersBehindTheJobBelongToTheRun() throws Exception {
    try (RunningQuartz quartz =
        new RunningQuartz(
            "org.quartz.plugin.flightlog.class",
            RecordingPlugin.class.getName(),
            "org.quartz.plugin.history.class",
            "org.quartz.plugins.history.LoggingJobHistoryPlugin")) {
      quartz.scheduler().start();
      quartz.run(
          "bad",
          context -> {
            throw new IllegalStateException("no paper");
          });
      ILoggingEvent run = logged.awaitRun("bad");
      List<ILoggingEvent> failures =
          logged.linesOf("org.quartz.plugins.history.LoggingJobHistoryPlugin").stream()
              .filter(line -> line.getLevel() == Level.WARN)
              .toList();
      assertEquals(1, failures.size());
      assertEquals(
          field(run, "task.run.id"), failures.get(0).getMDCPropertyMap().get("task.run.id"));
    }
  }

  @Test
  void aMisfireIsTold() throws Exception {
    Instant missed = Instant.now().minusSeconds(60);
    try (RunningQuartz quartz = new RunningQuartz("org.quartz.jobStore.misfireThreshold", "1000")) {
      RecordingPlugin.install(quartz.scheduler());
      quartz.add(jobKey("late"), context -> {});
      Trigger trigger =
          newTrigger().withIdentity("t").forJob("late").startAt(Date.from(missed)).build();
      quartz.schedule(trigger);
      quartz.scheduler().start();
      assertEquals("success", field(logged.awaitRun("late"), "event.outcome"));
      List<ILoggingEvent> misfires = logged.records("task-misfired");
      assertEquals(1, misfires.size());
      ILoggingEvent misfire = misfires.get(0);
      assertEquals(Level.WARN, misfire.getLevel());
      assertEquals("late", field(misfire, "task.name"));
      assertEquals("DEFAULT", field(misfire, "task.queue"));
      assertEquals("t", field(misfire, "task.id"));
      assertEquals("once", field(misfire, "task.trigger"));
      assertEquals(
          missed.toEpochMilli(), Instant.parse(field(misfire, "task.scheduled_at")).toEpochMilli());
    }
  }

  @Test
  void theUserTravelsInTheDataOfTheTriggerOrOfTheCall() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.add(jobKey("by-trigger"), context -> {});
      quartz.add(jobKey("by-call"), context -> {});
      MDC.put("user.id", "alice");
      TriggerBuilder<Trigger> trigger =
          newTrigger().forJob("by-trigger").usingJobData("pages", 3).usingJobData("flag", true);
      TaskContext.inject(trigger::usingJobData);
      quartz.schedule(trigger.build());
      MDC.put("user.id", "bob");
      JobDataMap data = new JobDataMap();
      TaskContext.inject(data::put);
      quartz.scheduler().triggerJob(jobKey("by-call"), data);
      assertEquals("alice", field(logged.awaitRun("by-trigger"), "user.id"));
      assertEquals("bob", field(logged.awaitRun("by-call"), "user.id"));
      logged.assertCleanWorker(quartz);
    }
  }

  @Test
  void installedTwiceItIsStillOneRun() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      RecordingPlugin.install(quartz.scheduler());
      quartz.run(
          "bad",
          context -> {
            throw new IllegalStateException("no paper");
          });
      logged.awaitRun("bad");
      logged.assertCleanWorker(quartz);
      assertEquals(2, logged.records("task-started").size());
      assertEquals(2, logged.records("task-run").size());
    }
  }
}
