package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TaskContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-00";

  private final LoggedRuns logged = new LoggedRuns();
  private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(1);

  @BeforeEach
  void theWorkerHasAnMdcOfItsOwn() throws Exception {
    MDC.clear();
    worker.submit(() -> MDC.put("worker", "w-1")).get();
  }

  @AfterEach
  void theWorkerHasItStill() throws Exception {
    assertEquals(Map.of("worker", "w-1"), worker.submit(Mdc::copy).get());
    assertNull(worker.submit(OpenScopes::innermost).get());
    worker.shutdownNow();
    MDC.clear();
    logged.close();
  }

  private static Span span() {
    return Span.wrap(
        SpanContext.create(TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault()));
  }

  @Test
  void aWrappedTaskHasTheContextOfTheCapture() throws Exception {
    MDC.put("task.id", "4711");
    TaskContext context = TaskContext.capture();
    MDC.put("task.id", "changed");
    Map<String, String> seen = new HashMap<>();
    Runnable runnable = context.wrap(() -> seen.putAll(MDC.getCopyOfContextMap()));
    worker.submit(runnable).get();
    assertEquals(Map.of("task.id", "4711"), seen);
    Callable<String> callable = context.wrap((Callable<String>) () -> MDC.get("task.id"));
    assertEquals("4711", worker.submit(callable).get());
    assertEquals("4711", context.wrapSupplier(() -> MDC.get("task.id")).get());
    assertEquals("changed", MDC.get("task.id"));
  }

  @Test
  void anEmptyContextHidesTheWorkers() throws Exception {
    var task = TaskContext.capture().wrap((Callable<String>) () -> MDC.get("worker"));
    assertNull(worker.submit(task).get());
  }

  @Test
  void theWorkersMdcIsBackAfterAnExceptionAndAfterAScopeThatWasLeftOpen() throws Exception {
    MDC.put("user.id", "alice");
    List<TaskScope> left = new ArrayList<>();
    Callable<Object> careless =
        TaskContext.capture()
            .wrap(
                () -> {
                  left.add(TaskScope.task("left open").open());
                  MDC.put("more", "x");
                  throw new IllegalStateException("careless");
                });
    var failed = worker.submit(careless);
    assertThrows(java.util.concurrent.ExecutionException.class, failed::get);
    theWorkersMdcIs("w-1");
    worker.submit(() -> left.get(0).close()).get();
    theWorkersMdcIs("w-1");
    assertEquals("alice", logged.onlyRun().getMDCPropertyMap().get("user.id"));
  }

  private void theWorkersMdcIs(String name) throws Exception {
    assertEquals(Map.of("worker", name), worker.submit(Mdc::copy).get());
  }

  @Test
  void whoRunsAWrappedTaskInAScopeHasTheScopeStill() {
    try (var run = TaskScope.task("a").open()) {
      TaskContext.wrap((java.util.concurrent.Executor) Runnable::run)
          .execute(
              () -> {
                assertEquals(run.runId(), MDC.get("task.run.id"));
                assertTrue(TaskScope.current().isEmpty());
              });
      assertEquals(run, TaskScope.current().orElseThrow());
      run.succeed();
    }
  }

  @Test
  void aWrappedExecutorTakesTheContextOfEachCall() throws Exception {
    ScheduledExecutorService wrapped = TaskContext.wrap(worker);
    Callable<String> id = () -> MDC.get("task.id");
    MDC.put("task.id", "1");
    assertEquals("1", wrapped.submit(id).get());
    MDC.put("task.id", "2");
    assertEquals("2", wrapped.submit(id).get());
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    wrapped.execute(() -> seen.add(MDC.get("task.id")));
    assertEquals("2", seen.poll(60, TimeUnit.SECONDS));
    wrapped.submit(() -> seen.add(MDC.get("task.id"))).get();
    assertEquals("2", seen.poll(60, TimeUnit.SECONDS));
    assertEquals("done", wrapped.submit(() -> {}, "done").get());
    assertEquals("2", wrapped.invokeAny(List.of(id)));
    assertEquals("2", wrapped.invokeAny(List.of(id), 60, TimeUnit.SECONDS));
    assertEquals("2", wrapped.invokeAll(List.of(id, id)).get(1).get());
    assertEquals("2", wrapped.invokeAll(List.of(id), 60, TimeUnit.SECONDS).get(0).get());
    assertEquals("2", wrapped.schedule(id, 0, TimeUnit.SECONDS).get());
    wrapped.schedule(() -> seen.add(MDC.get("task.id")), 0, TimeUnit.SECONDS).get();
    assertEquals("2", seen.poll(60, TimeUnit.SECONDS));
  }

  @Test
  void aPeriodicTaskHasTheContextItWasScheduledIn() throws Exception {
    ScheduledExecutorService wrapped = TaskContext.wrap(worker);
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    MDC.put("task.id", "1");
    Runnable task = () -> seen.add(String.valueOf(MDC.get("task.id")));
    ScheduledFuture<?> rate = wrapped.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> delay = wrapped.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);
    MDC.put("task.id", "2");
    for (int i = 0; i < 20; i++) {
      assertEquals("1", seen.poll(60, TimeUnit.SECONDS));
    }
    rate.cancel(false);
    delay.cancel(false);
  }

  @Test
  void theEndOfAWrappedExecutorIsThatOfTheOther() throws Exception {
    var other = Executors.newSingleThreadExecutor();
    var wrapped = TaskContext.wrap(other);
    assertFalse(wrapped.isShutdown());
    wrapped.shutdown();
    assertTrue(other.isShutdown());
    assertTrue(wrapped.awaitTermination(60, TimeUnit.SECONDS));
    assertTrue(wrapped.isTerminated());
    assertEquals(List.of(), wrapped.shutdownNow());
  }

  @Test
  void theSpanGoesAlong() throws Exception {
    Callable<String> trace = () -> Span.current().getSpanContext().getTraceId();
    Callable<String> wrapped;
    try (Scope scope = span().makeCurrent()) {
      assertFalse(scope == null);
      wrapped = TaskContext.capture().wrap(trace);
    }
    assertEquals(TRACE, worker.submit(wrapped).get());
    assertEquals(SpanContext.getInvalid().getTraceId(), worker.submit(trace).get());
  }

  @Test
  void userAndTraceGoIntoAPayloadAndOutAgain() throws Exception {
    Map<String, String> payload = new HashMap<>();
    try (Scope scope = span().makeCurrent();
        TaskScope run = TaskScope.task("enqueuer").user("alice").open()) {
      assertFalse(scope == null);
      TaskContext.inject(payload);
      run.succeed();
    }
    assertEquals(Map.of("flightlog_user", "alice", "traceparent", HEADER), payload);
    Callable<Map<String, String>> mdc =
        TaskContext.extract(payload).wrap((Callable<Map<String, String>>) Mdc::copy);
    assertEquals(
        Map.of("worker", "w-1", "user.id", "alice", "trace.id", TRACE, "span.id", SPAN),
        worker.submit(mdc).get());
    Callable<SpanContext> span =
        TaskContext.extract(payload)
            .wrap((Callable<SpanContext>) () -> Span.current().getSpanContext());
    SpanContext remote = worker.submit(span).get();
    assertEquals(SPAN, remote.getSpanId());
    assertTrue(remote.isRemote());
    assertFalse(remote.isSampled());
  }

  @Test
  void whatTracingLibrariesPutIntoTheMdcIsInjected() {
    MDC.put("traceId", TRACE);
    MDC.put("spanId", SPAN);
    MDC.put("userId", "bob");
    Map<String, String> payload = new HashMap<>();
    TaskContext.inject(payload);
    String sampled = "00-" + TRACE + "-" + SPAN + "-01";
    assertEquals(Map.of("flightlog_user", "bob", "traceparent", sampled), payload);
  }

  @Test
  void nothingKnownIsNothingInjected() {
    MDC.put("trace.id", "no trace");
    MDC.put("user.id", "line\nbreak");
    Map<String, String> payload = new HashMap<>();
    TaskContext.inject(payload::put);
    assertEquals(Map.of(), payload);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "a\u0085", "a\u2028b"})
  void aUserThatIsNoneIsIgnored(String user) {
    Map<String, String> payload = new HashMap<>();
    payload.put("flightlog_user", user);
    payload.put("traceparent", user);
    TaskContext context = TaskContext.extract(payload);
    assertNull(context.user());
    assertNull(context.trace());
    context.wrap(() -> assertNull(Mdc.copy())).run();
  }

  @Test
  void aUserIsBounded() {
    assertNull(TaskContext.extract(Map.of("flightlog_user", "x".repeat(257))).user());
    assertEquals(
        256, TaskContext.extract(Map.of("flightlog_user", "x".repeat(256))).user().length());
    assertNull(TaskContext.extract(null).user());
    assertNull(TaskContext.extract(Map.of("flightlog_user", 42, "traceparent", true)).user());
  }
}
