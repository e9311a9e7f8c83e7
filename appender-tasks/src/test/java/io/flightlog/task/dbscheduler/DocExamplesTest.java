package io.flightlog.task.dbscheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.dbscheduler.DocExamples.Report;
import io.flightlog.testkit.PageExamples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The page's examples are code that compiles, and do what the page says. */
class DocExamplesTest {
  private static final Task<Report> TASK =
      Tasks.oneTime(DocExamples.REPORT).execute((instance, context) -> {});

  private final LoggedRuns logged = new LoggedRuns();
  private final Store store = new Store();
  private final DocExamples examples = new DocExamples(store.dataSource(), TASK);

  DocExamplesTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    store.close();
    logged.close();
    MDC.clear();
  }

  @Test
  void eachExampleIsCode() throws Exception {
    PageExamples.assertAreCodeOf(
        Path.of("../docs/schedulers/db-scheduler.md"),
        Path.of("src/test/java/io/flightlog/task/dbscheduler/DocExamples.java"));
  }

  private Map<String, Object> runBy(Function<DocExamples, Scheduler> registered)
      throws InterruptedException {
    MDC.put("user.id", "alice");
    examples.enqueue();
    MDC.clear();
    Scheduler scheduler = registered.apply(examples);
    scheduler.start();
    try {
      logged.await(events -> !logged.records("task-run").isEmpty(), Duration.ofSeconds(60));
    } finally {
      scheduler.stop();
    }
    return LoggedRuns.keyValues(logged.records("task-run").get(0));
  }

  @Test
  void whoEnqueuedIsTheUserOfTheRun() throws Exception {
    Map<String, Object> run = runBy(DocExamples::register);
    assertEquals("daily-report", run.get("task.name"));
    assertEquals("4711", run.get("task.id"));
    assertEquals("alice", run.get("user.id"));
  }

  @Test
  void theDetailsWinOverTheEnqueuer() throws Exception {
    Map<String, Object> run = runBy(DocExamples::registerWithDetails);
    assertEquals("reports", run.get("task.queue"));
    assertEquals("acme", run.get("user.id"));
  }
}
