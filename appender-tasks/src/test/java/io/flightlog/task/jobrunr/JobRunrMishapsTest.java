package io.flightlog.task.jobrunr;

import static io.flightlog.task.jobrunr.LoggedJobs.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.TaskScope;
import io.flightlog.task.contract.ContractJobs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.server.BackgroundJobPerformer;
import org.jobrunr.server.BackgroundJobServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Jobs, filters and servers that go wrong. */
class JobRunrMishapsTest {
  private static final Logger APP = LoggerFactory.getLogger(JobRunrMishapsTest.class);

  private final LoggedJobs jobs = new LoggedJobs();

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void aScopeThatAJobLeavesOpenEndsWithIt() throws Exception {
    ContractJobs.define("careless", () -> TaskScope.task("left open").open());
    ContractJobs.define(
        "next", () -> assertEquals("", TaskScope.current().map(TaskScope::runId).orElse("")));
    jobs.store.startServer(jobs.oneWatchedThread());
    jobs.enqueue("careless");
    List<Map<String, Object>> runs = jobs.runs(2);
    assertEquals("left open", runs.get(0).get("task.name"));
    assertEquals("success", runs.get(1).get("event.outcome"));
    assertEquals(Map.of(), jobs.nextMdc());
  }

  @Test
  void aJobWhoseMethodIsGoneIsAFailure() throws Exception {
    jobs.store.startServer(1);
    Job gone = new Job(new org.jobrunr.jobs.JobDetails("no.such.Job", null, "perform", List.of()));
    jobs.store.storage().save(gone);
    Map<String, Object> run = jobs.runs(1).get(0);
    assertEquals("no.such.Job.perform", run.get("task.name"));
    assertEquals("failure", run.get("event.outcome"));
    Map<String, String> told = jobs.mdcOf(BackgroundJobPerformer.class, "Job(id=");
    assertEquals(run.get("task.run.id"), told.get("task.run.id"));
  }

  @Test
  void aFilterThatIsRegisteredTwiceMakesItOneRun() throws Exception {
    ContractJobs.define("once", () -> {});
    jobs.store.startServer(jobs.oneWatchedThread(), new FlightlogJobFilter());
    jobs.enqueue("once");
    assertEquals(Map.of(), jobs.nextMdc());
    assertEquals(1, jobs.logged.records("task-started").size());
    assertEquals("success", jobs.runs(1).get(0).get("event.outcome"));
  }

  @Test
  void aServerThatStopsFailsTheRunAndAnotherTriesAgain() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    ContractJobs.define(
        "long",
        () -> {
          if (runs.getCount() > 0) {
            runs.countDown();
            new Semaphore(0).acquire();
          }
        });
    BackgroundJobServer first = jobs.store.startServer(1);
    jobs.enqueue("long");
    assertTrue(runs.await(LONG.toSeconds(), TimeUnit.SECONDS));
    first.stop();
    jobs.store.startServer(1);
    List<Map<String, Object>> both = jobs.runs(2);
    assertEquals("failure", both.get(0).get("event.outcome"));
    assertEquals("success", both.get(1).get("event.outcome"));
    assertEquals(2, both.get(1).get("task.attempt"));
    Map<String, String> told = jobs.mdcOf(BackgroundJobPerformer.class, "Job(id=");
    assertEquals(both.get(0).get("task.run.id"), told.get("task.run.id"));
  }

  /** JobRunr catches exceptions of filters only, and finds the job an orphan afterwards. */
  @Test
  void aRunThatAnErrorLeftOpenEndsWhenTheNextBeginsAndTheJobIsToldAsDead() throws Exception {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    JobServerFilter broken =
        new JobServerFilter() {
          @Override
          public void onProcessing(Job job) {
            if (isFirst.getAndSet(false)) {
              throw new AssertionError("not an exception");
            }
          }
        };
    ContractJobs.define("lost", () -> {});
    ContractJobs.define("next", () -> APP.info("next"));
    jobs.store.pollsToDeath(8);
    jobs.store.startServer(jobs.oneWatchedThread(), broken);
    MDC.put("user.id", "alice");
    jobs.store
        .scheduler()
        .create(
            JobBuilder.aJob()
                .withAmountOfRetries(0)
                .withJobLambda(() -> ContractJobs.perform("lost")));
    MDC.clear();
    assertEquals(Map.of(), jobs.nextMdc());
    String next = jobs.enqueue("next").toString();
    assertEquals(Map.of(), jobs.nextMdc());
    List<Map<String, Object>> runs = jobs.runs(2);
    assertEquals("alice", runs.get(0).get("user.id"));
    assertEquals("unknown", runs.get(0).get("event.outcome"));
    assertEquals(null, runs.get(1).get("user.id"));
    assertEquals("success", runs.get(1).get("event.outcome"));
    Map<String, String> line = jobs.mdcOf(JobRunrMishapsTest.class, "next");
    assertEquals(next, line.get("jobrunr.jobId"));
    assertEquals(next, line.get("task.id"));
    assertEquals(null, line.get("user.id"));
    ILoggingEvent record = jobs.logged.records("task-run").get(0);
    assertEquals(runs.get(0).get("task.id"), record.getMDCPropertyMap().get("jobrunr.jobId"));
    jobs.logged.await(events -> jobs.logged.records("task-died").size() == 1, LONG);
    Map<String, Object> died = LoggedRuns.keyValues(jobs.logged.records("task-died").get(0));
    assertEquals(runs.get(0).get("task.id"), died.get("task.id"));
    assertEquals(runs.get(0).get("task.name"), died.get("task.name"));
    assertEquals(1, died.get("task.attempt"));
    assertEquals("alice", died.get("user.id"));
    assertTrue(String.valueOf(died.get("event.reason")).startsWith("no sign of life since 2"));
  }
}
