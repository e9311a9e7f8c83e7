package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The end of a job, whatever it has left open. */
class CloseWithInnerTest {
  private final LoggedRuns logged = new LoggedRuns();

  /** The next scope of this thread takes along what another thread has closed. */
  @AfterEach
  void close() {
    TaskScope.task("last").open().close();
    logged.close();
    MDC.clear();
  }

  @Test
  void aJobThatForgotItsScopesEndsWithThem() {
    MDC.put("own", "mine");
    TaskScope outer = TaskScope.task("outer").open();
    TaskScope job = TaskScope.task("job").open();
    TaskScope closed = TaskScope.task("closed").open();
    TaskScope.task("forgotten").open();
    closed.succeed();
    closed.close();
    job.succeed();
    job.closeWithInner();
    assertEquals(outer, TaskScope.current().orElseThrow());
    assertEquals("outer", MDC.get("task.name"));
    assertEquals(
        List.of("closed success", "forgotten unknown", "job success"),
        logged.records("task-run").stream()
            .map(LoggedRuns::keyValues)
            .map(run -> run.get("task.name") + " " + run.get("event.outcome"))
            .toList());
    outer.close();
    assertEquals(Map.of("own", "mine"), MDC.getCopyOfContextMap());
  }

  @Test
  void anotherThreadEndsTheScopeAndNoneOfItsOwn() throws Exception {
    TaskScope job = TaskScope.task("job").open();
    Thread other =
        new Thread(
            () -> {
              TaskScope own = TaskScope.task("own").open();
              job.closeWithInner();
              own.close();
            });
    other.start();
    other.join();
    assertEquals(
        List.of("job", "own"),
        logged.records("task-run").stream()
            .map(run -> LoggedRuns.keyValues(run).get("task.name"))
            .toList());
    assertEquals(Optional.empty(), TaskScope.current());
  }
}
