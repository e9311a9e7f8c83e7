package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/** What is logged at either end of a run. */
class RunRecordsTest {
  private final LoggedRuns logged = new LoggedRuns();

  @AfterEach
  void close() {
    logged.close();
    MDC.clear();
  }

  private Map<String, Object> run() {
    return LoggedRuns.keyValues(logged.onlyRun());
  }

  @Test
  void aRunIsToldAtEitherEnd() {
    Instant scheduled = Instant.now().minusSeconds(5);
    try (var run =
        TaskScope.task("daily-report")
            .id("4711")
            .user("alice")
            .attempt(2)
            .queue("reports")
            .scheduledAt(scheduled)
            .trigger("cron")
            .open()) {
      run.succeed();
    }
    ILoggingEvent started = logged.records("task-started").get(0);
    assertEquals("io.flightlog.task", started.getLoggerName());
    assertEquals(Level.INFO, started.getLevel());
    assertEquals("Task daily-report started", started.getFormattedMessage());
    Map<String, Object> atStart = LoggedRuns.keyValues(started);
    Map<String, Object> atEnd = run();
    assertEquals("task-started", atStart.remove("event.action"));
    assertEquals("task-run", atEnd.get("event.action"));
    assertEquals(
        Set.of(
            "event.start",
            "task.run.id",
            "task.name",
            "task.id",
            "task.attempt",
            "task.queue",
            "task.scheduled_at",
            "task.lag",
            "task.trigger",
            "user.id"),
        atStart.keySet());
    atStart.forEach((name, value) -> assertEquals(value, atEnd.get(name), name));
    assertEquals(2, atEnd.get("task.attempt"));
    assertEquals("alice", atEnd.get("user.id"));
    Instant start = Instant.parse((String) atEnd.get("event.start"));
    assertEquals(Duration.between(scheduled, start).toNanos(), atEnd.get("task.lag"));
    assertTrue((long) atEnd.get("task.lag") >= Duration.ofSeconds(5).toNanos());
    long nanos = (long) atEnd.get("event.duration");
    assertTrue(nanos >= 0);
    assertEquals(start.plusNanos(nanos), Instant.parse((String) atEnd.get("event.end")));
    Set<String> more = new TreeSet<>(atEnd.keySet());
    more.removeAll(atStart.keySet());
    assertEquals(Set.of("event.action", "event.outcome", "event.duration", "event.end"), more);
  }

  @Test
  void aRunThatStartsBeforeItsTimeHasANegativeLagAndOneOfAnotherAgeHasNone() {
    TaskScope.task("a").scheduledAt(Instant.now().plusSeconds(60)).run(() -> {});
    assertTrue((long) run().get("task.lag") < 0);
    TaskScope.task("a").scheduledAt(Instant.MIN).run(() -> {});
    assertFalse(LoggedRuns.keyValues(logged.records("task-run").get(1)).containsKey("task.lag"));
  }

  @Test
  void successIsInfo() {
    try (var run = TaskScope.task("a").open()) {
      run.succeed();
    }
    assertEquals(Level.INFO, logged.onlyRun().getLevel());
    assertEquals("success", run().get("event.outcome"));
    assertTrue(logged.onlyRun().getFormattedMessage().startsWith("Task a succeeded after "));
    assertNull(logged.onlyRun().getThrowableProxy());
  }

  @Test
  void failureIsErrorWithItsThrowable() {
    Exception cause = new IllegalStateException("no paper");
    try (var run = TaskScope.task("a").open()) {
      run.fail(cause);
    }
    assertEquals(Level.ERROR, logged.onlyRun().getLevel());
    assertEquals("failure", run().get("event.outcome"));
    assertSame(cause, ((ThrowableProxy) logged.onlyRun().getThrowableProxy()).getThrowable());
  }

  @Test
  void aSkipIsUnknownWithItsReason() {
    try (var run = TaskScope.task("a").open()) {
      run.skip("another instance has the lock");
    }
    assertEquals(Level.INFO, logged.onlyRun().getLevel());
    assertEquals("unknown", run().get("event.outcome"));
    assertEquals("another instance has the lock", run().get("event.reason"));
  }

  @Test
  void anExceptionThatLeavesATryBlockIsNotCalledASuccess() {
    assertThrows(
        IOException.class,
        () -> {
          try (var run = TaskScope.task("a").open()) {
            assertFalse(run.isClosed());
            throw new IOException("unseen");
          }
        });
    assertEquals(Level.WARN, logged.onlyRun().getLevel());
    assertEquals("unknown", run().get("event.outcome"));
    assertEquals("closed without an outcome", run().get("event.reason"));
  }

  @Test
  void theLastWordCountsAndAFailureCannotBeUnsaid() {
    try (var run = TaskScope.task("a").open()) {
      run.skip("nothing to do");
      run.succeed();
    }
    assertEquals("success", run().get("event.outcome"));
    assertFalse(run().containsKey("event.reason"));
    try (var run = TaskScope.task("b").open()) {
      run.fail(null);
      run.fail(new IllegalStateException("second"));
      run.succeed();
    }
    ILoggingEvent failed = logged.records("task-run").get(1);
    assertEquals("failure", LoggedRuns.keyValues(failed).get("event.outcome"));
    assertNull(failed.getThrowableProxy());
  }

  @Test
  void anExceptionOfTheTaskIsItsFailureAndGoesOn() {
    IOException thrown = new IOException("no paper");
    IOException caught =
        assertThrows(
            IOException.class,
            () ->
                TaskScope.task("a")
                    .run(
                        () -> {
                          TaskScope.current().orElseThrow().succeed();
                          throw thrown;
                        }));
    assertSame(thrown, caught);
    assertEquals("failure", run().get("event.outcome"));
    assertSame(thrown, ((ThrowableProxy) logged.onlyRun().getThrowableProxy()).getThrowable());
    assertTrue(TaskScope.current().isEmpty());
  }

  @Test
  void anErrorOfTheTaskGoesOnToo() {
    Error error = new StackOverflowError();
    TaskBuilder task = TaskScope.task("a");
    assertSame(
        error,
        assertThrows(
            StackOverflowError.class,
            () ->
                task.call(
                    () -> {
                      throw error;
                    })));
    assertEquals("failure", run().get("event.outcome"));
  }

  @Test
  void aTaskThatReturnsIsASuccessUnlessItSaidOtherwise() {
    assertEquals(42, TaskScope.task("a").<Integer, RuntimeException>call(() -> 42));
    assertEquals("success", run().get("event.outcome"));
    TaskScope.task("b").run(() -> TaskScope.current().orElseThrow().skip("not today"));
    Map<String, Object> skipped = LoggedRuns.keyValues(logged.records("task-run").get(1));
    assertEquals("not today", skipped.get("event.reason"));
  }

  @Test
  void recordsOfALevelThatIsOffAreNotWritten() {
    Logger own = (Logger) LoggerFactory.getLogger("io.flightlog.task");
    own.setLevel(Level.ERROR);
    try {
      TaskScope.task("a").run(() -> {});
      try (var run = TaskScope.task("b").open()) {
        run.fail(null);
      }
    } finally {
      own.setLevel(null);
    }
    assertEquals(1, logged.events().size());
  }

  @Test
  void aBrokenLoggingBackEndCostsTheRecordAndNotTheTask() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    TurboFilter broken =
        new TurboFilter() {
          @Override
          public FilterReply decide(
              Marker marker,
              Logger logger,
              Level level,
              String format,
              Object[] args,
              Throwable t) {
            throw new IllegalStateException("broken");
          }
        };
    broken.start();
    context.addTurboFilter(broken);
    try {
      String done = TaskScope.task("a").<String, RuntimeException>call(() -> MDC.get("task.name"));
      assertEquals("a", done);
      assertNull(Mdc.copy());
    } finally {
      context.resetTurboFilterList();
    }
    assertEquals(0, logged.events().size());
  }

  @Test
  void aRunWhoseEndNobodySawIsToldWithoutAnIdOfItsOwn() {
    TaskScope.task("report").id("4711").attempt(2).user("alice").died("no heartbeat");
    List<ILoggingEvent> deaths = logged.records("task-died");
    assertEquals(1, deaths.size());
    assertEquals(Level.WARN, deaths.get(0).getLevel());
    assertEquals(
        Map.of(
            "event.action", "task-died",
            "event.outcome", "unknown",
            "event.reason", "no heartbeat",
            "task.name", "report",
            "task.id", "4711",
            "task.attempt", 2,
            "user.id", "alice"),
        LoggedRuns.keyValues(deaths.get(0)));
    assertEquals(Map.of(), deaths.get(0).getMDCPropertyMap());
    assertEquals(1, logged.events().size());
  }
}
