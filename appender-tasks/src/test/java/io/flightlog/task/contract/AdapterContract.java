package io.flightlog.task.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.TaskScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What the log says of jobs, whichever scheduler runs them. */
public abstract class AdapterContract {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN = "b7ad6b7169203331";
  static final Duration LONG = Duration.ofMinutes(10);
  static final Logger APP = LoggerFactory.getLogger("app");

  final LoggedRuns logged = new LoggedRuns();
  SchedulerUnderTest scheduler;

  /** With a store of its own, and no instance yet. */
  protected abstract SchedulerUnderTest scheduler() throws Exception;

  @BeforeEach
  void open() throws Exception {
    scheduler = scheduler();
  }

  @AfterEach
  void close() throws Exception {
    try {
      scheduler.close();
    } finally {
      ContractJobs.clear();
      MDC.clear();
      logged.close();
    }
  }

  /** Defines a job that logs its key and then does this. */
  static void define(String key, ContractJobs.Body then) {
    ContractJobs.define(
        key,
        () -> {
          APP.info(key);
          then.perform();
        });
  }

  void enqueueAs(String user, String key, int attempts) throws Exception {
    MDC.put("user.id", user);
    MDC.put("trace.id", TRACE);
    MDC.put("span.id", SPAN);
    try {
      scheduler.enqueue(key, attempts);
    } finally {
      MDC.clear();
    }
  }

  /** Waits until so many runs of the job have ended; oldest first. */
  List<LoggedRun> awaitRuns(String key, int count) throws InterruptedException {
    Predicate<LoggedRun> isEnded = run -> run.logged(key) && !run.ended().isEmpty();
    List<ILoggingEvent> events =
        logged.await(
            soFar -> LoggedRun.of(soFar).values().stream().filter(isEnded).count() >= count, LONG);
    List<LoggedRun> runs = LoggedRun.of(events).values().stream().filter(isEnded).toList();
    assertEquals(count, runs.size(), () -> "runs of " + key + ": " + runs);
    return runs;
  }

  private LoggedRun awaitRun(String key) throws InterruptedException {
    return awaitRuns(key, 1).get(0);
  }

  @Test
  void aJobThatReturnsIsASuccess() throws Exception {
    define("one", () -> {});
    scheduler.startInstance(1);
    enqueueAs("alice", "one", 1);
    LoggedRun run = awaitRun("one");
    assertEquals("success", run.field("event.outcome"));
    assertEquals(scheduler.taskName(), run.field("task.name"));
    if (scheduler.taskId("one") != null) {
      assertEquals(scheduler.taskId("one"), run.field("task.id"));
    }
    for (ILoggingEvent line : run.lines()) {
      Map<String, String> mdc = line.getMDCPropertyMap();
      assertEquals(run.field("task.name"), mdc.get("task.name"));
      assertEquals(run.field("task.id"), mdc.get("task.id"));
      assertEquals("alice", mdc.get("user.id"));
      assertEquals(TRACE, mdc.get("trace.id"));
    }
    assertEquals("alice", run.field("user.id"));
    assertEquals(TRACE, run.field("trace.id"));
  }

  @Test
  void aJobThatThrowsIsAFailure() throws Exception {
    define(
        "bad",
        () -> {
          throw new IllegalStateException("no paper");
        });
    scheduler.startInstance(1);
    enqueueAs("alice", "bad", 1);
    LoggedRun run = awaitRun("bad");
    assertEquals("failure", run.field("event.outcome"));
    assertTrue(run.threw("java.lang.IllegalStateException", "no paper"), () -> "" + run);
  }

  @Test
  void theSchedulersOwnLineAboutAFailureBelongsToTheRun() throws Exception {
    define(
        "bad",
        () -> {
          throw new IllegalStateException("no paper");
        });
    define("good", () -> {});
    scheduler.startInstance(1);
    enqueueAs("alice", "bad", 1);
    LoggedRun run = awaitRun("bad");
    enqueueAs("bob", "good", 1);
    awaitRun("good");
    List<ILoggingEvent> lines = failureLines(logged.events());
    assertEquals(scheduler.failureLogger().isPresent(), !lines.isEmpty(), () -> "" + lines);
    for (ILoggingEvent line : lines) {
      Map<String, String> mdc = line.getMDCPropertyMap();
      assertEquals(run.id(), mdc.get("task.run.id"), line::toString);
      assertEquals(scheduler.taskName(), mdc.get("task.name"));
      assertEquals(run.field("task.id"), mdc.get("task.id"));
      assertEquals("alice", mdc.get("user.id"));
      assertEquals(TRACE, mdc.get("trace.id"));
    }
  }

  /** What the scheduler itself says, with the exception, of jobs that threw. */
  List<ILoggingEvent> failureLines(List<ILoggingEvent> events) {
    return events.stream()
        .filter(
            event -> scheduler.failureLogger().filter(event.getLoggerName()::equals).isPresent())
        .filter(event -> event.getThrowableProxy() != null)
        .toList();
  }

  @Test
  void anInterruptedJobIsAFailureAndTheNextOneIsClean() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    define(
        "endless",
        () -> {
          MDC.put("left", "endless");
          runs.countDown();
          new Semaphore(0).acquire();
        });
    define("next", () -> assertEquals(null, MDC.get("left")));
    scheduler.startInstance(1);
    enqueueAs("alice", "endless", 1);
    assertTrue(runs.await(LONG.toSeconds(), TimeUnit.SECONDS));
    scheduler.interrupt("endless");
    LoggedRun run = awaitRun("endless");
    assertEquals("failure", run.field("event.outcome"));
    assertTrue(run.threw("java.lang.InterruptedException", null), () -> "" + run);
    enqueueAs("bob", "next", 1);
    assertEquals("success", awaitRun("next").field("event.outcome"));
  }

  @Test
  void aRunWithinARunLeavesTheOuterOneAsItWas() throws Exception {
    define(
        "outer",
        () -> {
          Map<String, String> before = MDC.getCopyOfContextMap();
          TaskScope.task("inner").run(() -> APP.info("within"));
          assertEquals(before, MDC.getCopyOfContextMap());
          APP.info("afterwards");
        });
    scheduler.startInstance(1);
    enqueueAs("alice", "outer", 1);
    LoggedRun outer = awaitRun("outer");
    LoggedRun inner = awaitRun("within");
    assertEquals("success", outer.field("event.outcome"));
    assertTrue(outer.logged("afterwards"));
    assertFalse(outer.logged("within"));
    assertEquals("success", inner.field("event.outcome"));
    assertEquals("inner", inner.field("task.name"));
    assertEquals("alice", inner.field("user.id"));
    assertEquals(TRACE, inner.field("trace.id"));
  }

  @Test
  void noRunLeaksIntoAnother() throws Exception {
    new ManyJobs(this, scheduler).run();
  }
}
