package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.PageExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The page's examples are code that compiles, and do what the page says. */
class DocExamplesTest {
  private final LoggedRuns logged = new LoggedRuns();
  private final DocExamples examples = new DocExamples();

  @AfterEach
  void close() {
    logged.close();
    MDC.clear();
  }

  @Test
  void eachExampleIsCode() throws IOException {
    PageExamples.assertAreCodeOf(
        Path.of("../docs/tasks.md"), Path.of("src/test/java/io/flightlog/task/DocExamples.java"));
  }

  private List<Object> outcomes() {
    return logged.records("task-run").stream()
        .map(run -> LoggedRuns.keyValues(run).get("event.outcome"))
        .toList();
  }

  @Test
  void theExamplesRun() throws IOException {
    examples.inABlock(Instant.now());
    examples.asAScope();
    examples.skipFromWithin();
    assertEquals(List.of("success", "unknown", "unknown"), outcomes());
    ExecutorService threads = Executors.newSingleThreadExecutor();
    examples.overThreads(threads);
    threads.shutdown();
  }

  @Test
  void whoEnqueuedIsTheUserOfTheRun() throws IOException {
    MDC.put("user.id", "alice");
    examples.enqueue();
    MDC.clear();
    examples.execute(Map.copyOf(examples.payloads()));
    assertEquals("alice", LoggedRuns.keyValues(logged.onlyRun()).get("user.id"));
  }
}
