package io.flightlog.task.jobrunr;

import static io.flightlog.task.jobrunr.LoggedJobs.scheduledAt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.task.TaskScope;
import io.flightlog.task.contract.ContractJobs;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobPerformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What JobRunr knows of jobs, and what it does with the MDC. */
class FlightlogJobFilterTest {
  private static final Logger APP = LoggerFactory.getLogger(FlightlogJobFilterTest.class);

  private final LoggedJobs jobs = new LoggedJobs();

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void theIdsOfJobRunrStayAndItsWorkersAreClean() throws Exception {
    ContractJobs.define("good", () -> APP.info("a line"));
    ContractJobs.define(
        "bad",
        () -> {
          MDC.put("left", "by the job");
          throw new IllegalStateException("no paper");
        });
    jobs.store.startServer(jobs.oneWatchedThread());
    String id = jobs.enqueue("good").toString();
    assertEquals(Map.of(), jobs.nextMdc());
    Map<String, String> line = jobs.mdcOf(FlightlogJobFilterTest.class, "a line");
    assertEquals(id, line.get("jobrunr.jobId"));
    assertEquals(id, line.get("task.id"));
    assertTrue(line.get("jobrunr.jobSignature").startsWith(line.get("task.name") + "("));
    jobs.enqueue("bad");
    assertEquals(Map.of(), jobs.nextMdc());
    Map<String, String> told = jobs.mdcOf(BackgroundJobPerformer.class, "Job(id=");
    assertEquals(told.get("jobrunr.jobId"), told.get("task.id"));
    assertEquals(null, told.get("left"));
  }

  @Test
  void aJobThatIsScheduledSaysForWhenAndARetrySaysItsOwnTime() throws Exception {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    ContractJobs.define(
        "later",
        () -> {
          if (isFirst.getAndSet(false)) {
            throw new IllegalStateException("not yet");
          }
        });
    jobs.store.startServer(1);
    Instant due = Instant.now().plusMillis(500).truncatedTo(ChronoUnit.MILLIS);
    jobs.store.scheduler().schedule(due, () -> ContractJobs.perform("later"));
    List<Map<String, Object>> runs = jobs.runs(2);
    assertEquals(due, scheduledAt(runs.get(0)));
    assertTrue(scheduledAt(runs.get(1)).isAfter(due));
    for (Map<String, Object> run : runs) {
      assertEquals("schedule", run.get("task.trigger"));
    }
  }

  @Test
  void aJobThatIsEnqueuedWasToStartThen() throws Exception {
    ContractJobs.define("now", () -> {});
    Instant before = Instant.now();
    jobs.enqueue("now");
    Instant after = Instant.now();
    jobs.store.startServer(1);
    Map<String, Object> run = jobs.runs(1).get(0);
    assertFalse(scheduledAt(run).isBefore(before.truncatedTo(ChronoUnit.MILLIS)));
    assertFalse(scheduledAt(run).isAfter(after));
    assertEquals("enqueue", run.get("task.trigger"));
    assertEquals(1, run.get("task.attempt"));
  }

  @Test
  void aRecurringJobIsTheTriggerOfItsRuns() throws Exception {
    ContractJobs.define("again", () -> {});
    jobs.store
        .scheduler()
        .scheduleRecurrently(
            "each-second", Duration.ofSeconds(1), () -> ContractJobs.perform("again"));
    jobs.store.startServer(1);
    Map<String, Object> run = jobs.runs(1).get(0);
    assertEquals("each-second", run.get("task.trigger"));
    assertTrue(run.containsKey("task.scheduled_at"));
  }

  @Test
  void theSpanOfTheEnqueuerReachesTheRun() throws Exception {
    ContractJobs.define("traced", () -> {});
    String trace = "0af7651916cd43dd8448eb211c80319c";
    SpanContext span =
        SpanContext.create(
            trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    try (Scope current = Span.wrap(span).makeCurrent()) {
      jobs.enqueue("traced");
    }
    jobs.store.startServer(1);
    assertEquals(trace, jobs.runs(1).get(0).get("trace.id"));
  }

  /** JobRunr copies the whole MDC of the run that enqueues into the job, and from there back. */
  @Test
  void whatARunEnqueuesHasItsUserAndNoFieldOfItsTask() throws Exception {
    Set<String> stored = ConcurrentHashMap.newKeySet();
    ContractJobs.define("child", () -> {});
    ContractJobs.define(
        "parent",
        () -> {
          MDC.put("tenant", "acme");
          UUID child = jobs.enqueue("child");
          stored.addAll(jobs.store.storage().getJobById(child).getMetadata().keySet());
        });
    jobs.store.startServer(1);
    MDC.put("user.id", "alice");
    jobs.enqueue("parent");
    MDC.clear();
    assertEquals("alice", jobs.runs(2).get(1).get("user.id"));
    assertTrue(stored.contains("mdc-tenant"), stored::toString);
    stored.removeIf(key -> !key.contains("task"));
    assertEquals(Set.of(), stored);
  }

  /** Frameworks make one of their own. */
  @Test
  void aSchedulerWithoutTheFilterHandsOnTheMdcAndNoFieldOfItsTaskGetsIntoTheRun() throws Exception {
    JobScheduler plain = new JobScheduler(jobs.store.storage(), List.of());
    ContractJobs.define("child", () -> APP.info("within"));
    TaskScope.task("outer")
        .queue("letters")
        .user("alice")
        .run(() -> plain.enqueue(() -> ContractJobs.perform("child")));
    jobs.store.startServer(1);
    assertEquals("alice", jobs.runs(2).get(1).get("user.id"));
    assertFalse(jobs.runs(2).get(1).containsKey("task.queue"));
    assertFalse(jobs.mdcOf(FlightlogJobFilterTest.class, "within").containsKey("task.queue"));
  }

  @Test
  void aJobThatSkipsIsNoSuccess() throws Exception {
    ContractJobs.define("idle", () -> TaskScope.current().orElseThrow().skip("nothing to do"));
    jobs.store.startServer(1);
    jobs.enqueue("idle");
    Map<String, Object> run = jobs.runs(1).get(0);
    assertEquals("unknown", run.get("event.outcome"));
    assertEquals("nothing to do", run.get("event.reason"));
  }
}
