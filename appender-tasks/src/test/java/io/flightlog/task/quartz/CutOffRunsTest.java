package io.flightlog.task.quartz;

import static io.flightlog.task.quartz.QuartzRuns.field;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.TaskScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Executions that do not go their way: the worker is clean for the next one. */
class CutOffRunsTest {
  private final QuartzRuns logged = new QuartzRuns();

  @AfterEach
  void close() {
    MDC.clear();
    logged.close();
  }

  @Test
  @SuppressWarnings("MustBeClosedChecker") // that is the case
  void aScopeThatAJobLeavesOpenEndsWithIt() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.run(
          "sloppy",
          context -> {
            MDC.put("left", "behind");
            TaskScope.task("forgotten").user("mallory").open();
          });
      assertEquals("success", field(logged.awaitRun("sloppy"), "event.outcome"));
      assertEquals("unknown", field(logged.awaitRun("forgotten"), "event.outcome"));
      logged.assertCleanWorker(quartz);
    }
  }

  @Test
  void aVetoIsARunThatWasSkipped() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz.scheduler().getListenerManager().addTriggerListener(new Vetoing("unwanted"));
      quartz.run("unwanted", context -> QuartzRuns.APP.info("must not run"));
      ILoggingEvent run = logged.awaitRun("unwanted");
      assertEquals("unknown", field(run, "event.outcome"));
      assertEquals("vetoed by a trigger listener", field(run, "event.reason"));
      logged.assertCleanWorker(quartz);
    }
  }

  @Test
  void aJobThatAListenerPreventsIsAFailure() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz
          .scheduler()
          .getListenerManager()
          .addJobListener(BrokenListener.before("prevented", new IllegalStateException("broken")));
      quartz.run("prevented", context -> QuartzRuns.APP.info("must not run"));
      ILoggingEvent run = logged.awaitRun("prevented");
      assertEquals("failure", field(run, "event.outcome"));
      assertEquals("broken", run.getThrowableProxy().getMessage());
      logged.assertCleanWorker(quartz);
    }
  }

  @Test
  void aListenerThatFailsAfterTheJobHidesNoOutcomeThatIsKnown() throws Exception {
    try (RunningQuartz quartz = new RunningQuartz()) {
      quartz
          .scheduler()
          .getListenerManager()
          .addJobListener(BrokenListener.after("job-", new IllegalStateException("broken")));
      RecordingPlugin.install(quartz.scheduler());
      quartz.scheduler().start();
      quartz.run("job-that-returns", context -> {});
      assertEquals("unknown", field(logged.awaitRun("job-that-returns"), "event.outcome"));
      quartz.run(
          "job-that-throws",
          context -> {
            throw new IllegalStateException("no paper");
          });
      ILoggingEvent run = logged.awaitRun("job-that-throws");
      assertEquals("failure", field(run, "event.outcome"));
      assertEquals("no paper", run.getThrowableProxy().getMessage());
      logged.assertCleanWorker(quartz);
    }
  }

  @Test
  void aRunThatAnErrorOfAListenerCutsOffEndsBeforeTheNextOne() throws Exception {
    try (RunningQuartz quartz = RunningQuartz.recording()) {
      quartz
          .scheduler()
          .getListenerManager()
          .addJobListener(BrokenListener.after("cut-off", new AssertionError("broken")));
      quartz.run("cut-off", context -> MDC.put("left", "behind"));
      logged.await(line -> "broken".equals(messageOf(line)));
      logged.assertCleanWorker(quartz);
      assertEquals("success", field(logged.awaitRun("cut-off"), "event.outcome"));
    }
  }

  private static @Nullable String messageOf(ILoggingEvent line) {
    return line.getThrowableProxy() == null ? null : line.getThrowableProxy().getMessage();
  }
}
