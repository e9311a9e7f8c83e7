package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What the MDC says in a scope, and afterwards. */
class TaskScopeTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final LoggedRuns logged = new LoggedRuns();

  @BeforeEach
  void clear() {
    MDC.clear();
  }

  @AfterEach
  void nothingIsLeft() {
    logged.close();
    MDC.clear();
    assertNull(OpenScopes.innermost());
  }

  private static Map<String, String> mdc() {
    Map<String, String> copy = Mdc.copy();
    return copy == null ? Map.of() : copy;
  }

  @Test
  void linesInAScopeHaveItsFieldsAndLaterOnesDoNot() {
    MDC.put("worker", "w-1");
    Instant noon = Instant.parse("2026-11-01T12:00:00Z");
    try (var run =
        TaskScope.task("daily-report")
            .id("4711")
            .user("alice")
            .attempt(2)
            .queue("reports")
            .scheduledAt(noon)
            .trigger("cron")
            .open()) {
      assertEquals(
          Map.of(
              "worker", "w-1",
              "task.name", "daily-report",
              "task.id", "4711",
              "task.run.id", run.runId(),
              "task.attempt", "2",
              "task.queue", "reports",
              "task.scheduled_at", "2026-11-01T12:00:00Z",
              "task.trigger", "cron",
              "user.id", "alice"),
          mdc());
      run.succeed();
    }
    assertEquals(Map.of("worker", "w-1"), mdc());
  }

  @Test
  void whatIsNullIsLeftOut() {
    try (var run =
        TaskScope.task(null)
            .id(null)
            .user(null)
            .queue(null)
            .scheduledAt(null)
            .trigger(null)
            .from(null)
            .open()) {
      assertEquals(Map.of("task.run.id", run.runId()), mdc());
      run.skip(null);
    }
    assertEquals(Map.of(), mdc());
    String message = logged.records("task-started").get(0).getFormattedMessage();
    assertEquals("Task without a name started", message);
  }

  @Test
  void hostileValuesAreData() {
    String hostile = "\u0000\n\"}{\ud800" + "x".repeat(2 << 20);
    try (var run = TaskScope.task(hostile).id(hostile).user(hostile).open()) {
      assertEquals(hostile, MDC.get("task.id"));
      run.fail(new IllegalStateException(hostile));
    }
    assertEquals(hostile, LoggedRuns.keyValues(logged.onlyRun()).get("user.id"));
  }

  @Test
  void theMdcIsSetBackWhatEverTheTaskDidToIt() {
    MDC.put("worker", "w-1");
    try (var run = TaskScope.task("a").open()) {
      MDC.put("forgotten", "x");
      MDC.put("worker", "changed");
      run.succeed();
    }
    assertEquals(Map.of("worker", "w-1"), mdc());
    try (var run = TaskScope.task("a").open()) {
      MDC.clear();
      run.succeed();
    }
    assertEquals(Map.of("worker", "w-1"), mdc());
  }

  @Test
  void anInnerTaskInheritsTheUserAndNoFieldOfTheOuterTask() {
    TaskBuilder task = TaskScope.task("outer").id("1").attempt(3).queue("q").user("alice");
    try (var outer = task.open()) {
      Map<String, String> ofOuter = mdc();
      try (var inner = TaskScope.task("inner").open()) {
        assertEquals(
            Map.of("task.name", "inner", "task.run.id", inner.runId(), "user.id", "alice"), mdc());
        assertEquals(inner, TaskScope.current().orElseThrow());
        inner.succeed();
      }
      assertEquals(ofOuter, mdc());
      assertEquals(outer, TaskScope.current().orElseThrow());
      outer.succeed();
    }
    assertEquals("alice", LoggedRuns.keyValues(logged.records("task-run").get(0)).get("user.id"));
    assertTrue(TaskScope.current().isEmpty());
  }

  @Test
  void scopesThatCloseInTheWrongOrderLeaveNothingBehind() {
    MDC.put("worker", "w-1");
    TaskScope first = TaskScope.task("first").id("1").user("alice").open();
    TaskScope second = TaskScope.task("second").user("bob").open();
    TaskScope third = TaskScope.task("third").open();
    Map<String, String> ofThird = mdc();

    first.close();
    assertEquals(ofThird, mdc());
    var record = logged.onlyRun();
    assertEquals("alice", record.getMDCPropertyMap().get("user.id"));
    assertEquals("1", record.getMDCPropertyMap().get("task.id"));
    assertEquals(first.runId(), LoggedRuns.keyValues(record).get("task.run.id"));

    third.close();
    assertEquals(second.runId(), MDC.get("task.run.id"));
    assertEquals(second, TaskScope.current().orElseThrow());
    second.close();
    assertEquals(Map.of("worker", "w-1"), mdc());
    assertEquals(3, logged.records("task-run").size());
  }

  @Test
  void onlyTheFirstCloseCounts() {
    TaskScope run = TaskScope.task("a").open();
    run.succeed();
    run.close();
    MDC.put("later", "x");
    run.fail(new IllegalStateException());
    run.close();
    assertEquals(Map.of("later", "x"), mdc());
    assertEquals("success", LoggedRuns.keyValues(logged.onlyRun()).get("event.outcome"));
  }

  @Test
  void aScopeThatAnotherThreadClosesTouchesNoMdcThere() throws Exception {
    MDC.put("worker", "w-1");
    TaskScope run = TaskScope.task("a").user("alice").open();
    Map<String, String> others = new HashMap<>();
    Thread other =
        new Thread(
            () -> {
              MDC.put("worker", "w-2");
              run.close();
              others.putAll(mdc());
            });
    other.start();
    other.join();
    assertEquals(Map.of("worker", "w-2"), others);
    assertEquals("w-1", logged.onlyRun().getMDCPropertyMap().get("worker"));
    assertEquals("alice", logged.onlyRun().getMDCPropertyMap().get("user.id"));
    assertTrue(TaskScope.current().isEmpty());

    assertEquals(run.runId(), MDC.get("task.run.id"));
    try (var next = TaskScope.task("b").open()) {
      assertNull(MDC.get("user.id"));
      next.succeed();
    }
    assertEquals(Map.of("worker", "w-1"), mdc());
  }

  @Test
  void theCurrentSpanIsTheRunsTrace() {
    SpanContext span =
        SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
    MDC.put("traceId", "of another request");
    TaskScope run;
    try (Scope scope = Span.wrap(span).makeCurrent()) {
      assertFalse(scope == null);
      run = TaskScope.task("a").from(TaskContext.extract(Map.of("flightlog_user", "eve"))).open();
    }
    assertEquals(TRACE, MDC.get("trace.id"));
    assertEquals(SPAN, MDC.get("span.id"));
    assertEquals("eve", MDC.get("user.id"));
    assertNull(MDC.get("traceId"), "two traces");
    run.close();
    assertEquals(TRACE, LoggedRuns.keyValues(logged.onlyRun()).get("trace.id"));
    assertEquals(Map.of("traceId", "of another request"), mdc());
  }

  @Test
  void whoEnqueuedIsTheUserUnlessToldOtherwise() {
    var payload =
        Map.of("flightlog_user", "bob", "traceparent", "00-%s-%s-01".formatted(TRACE, SPAN));
    TaskContext enqueuer = TaskContext.extract(payload);
    MDC.put("userId", "worker");
    TaskScope.task("a")
        .from(enqueuer)
        .run(
            () -> {
              assertEquals("bob", MDC.get("user.id"));
              assertNull(MDC.get("userId"), "two users");
              assertEquals(TRACE, MDC.get("trace.id"));
              assertEquals(SPAN, MDC.get("span.id"));
            });
    TaskScope.task("a")
        .from(enqueuer)
        .user("carol")
        .run(() -> assertEquals("carol", MDC.get("user.id")));
    TaskScope.task("a").run(() -> assertEquals("worker", MDC.get("userId")));
    assertEquals("worker", LoggedRuns.keyValues(logged.records("task-run").get(2)).get("user.id"));
    assertEquals(Map.of("userId", "worker"), mdc());
  }

  @Test
  void aUserWhomTheTaskLearnsOfLaterIsInItsRecord() {
    TaskScope.task("a").run(() -> MDC.put("user.id", "bob"));
    assertEquals("bob", logged.onlyRun().getMDCPropertyMap().get("user.id"));
    assertFalse(LoggedRuns.keyValues(logged.onlyRun()).containsKey("user.id"));
    assertEquals(Map.of(), mdc());
  }

  @Test
  void eachOpenIsARunOfItsOwn() {
    TaskBuilder task = TaskScope.task("a");
    try (var one = task.open();
        var two = task.open()) {
      assertNotEquals(one.runId(), two.runId());
    }
  }
}
