package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every question, to a real server, about {@link RecordedRuns}. */
interface SearchCases extends HitCases, IntegrityCases, WholeAnswerCases {
  int ROOM = 10_000;

  @Override
  RecordedRuns recorded();

  private TaskSearch search() {
    return recorded().search();
  }

  private static List<String> ids(List<FoundRun> runs) {
    return runs.stream().map(run -> run.task().id()).toList();
  }

  @Test
  default void failedRunsAreOneUsersNewestFirst() throws IOException {
    Page<FoundRun> page = search().last(Duration.ofHours(1)).failedRuns("alice");
    assertFalse(page.hasNext());
    assertEquals(List.of(2L, 1L), page.items().stream().map(run -> run.task().attempt()).toList());
    FoundRun run = page.items().get(0);
    assertEquals("daily-report", run.task().name());
    assertEquals("report-1", run.task().id());
    assertEquals("reports", run.task().queue());
    assertEquals("alice", run.task().userId());
    assertEquals(RecordedInstance.TRACE, run.task().traceId());
    assertEquals(20, run.task().runId().length());
    assertEquals(RunOutcome.FAILURE, run.outcome());
    assertEquals("worker-1", run.instance().name());
    assertEquals("reports", run.instance().service());
    assertEquals("java.lang.IllegalStateException", run.error().type());
    assertEquals("no paper", run.error().message());
    assertTrue(run.error().stackTrace().contains("\tat "), run.error().stackTrace());
    assertFalse(run.time().isBefore(run.start()));
    assertFalse(run.duration().isNegative());
    assertNull(run.lag());
  }

  @Test
  default void aUsersNameIsNeverSyntax() throws IOException {
    assertEquals(List.of("report-2"), ids(search().failedRuns(RecordedRuns.HOSTILE_USER).items()));
    assertEquals(List.of(), search().failedRuns("*").items());
    assertEquals(List.of(), search().failedRuns("ali*").items());
    assertEquals(List.of(), search().timelineOfTask("*").items());
  }

  @Test
  default void pagesHoldEachRunOnceAndInOrder() throws IOException {
    List<FoundRun> all = new ArrayList<>();
    Page<FoundRun> page = search().pageSize(10).failedRuns("carol");
    int pages = 1;
    all.addAll(page.items());
    for (; page.hasNext(); pages++) {
      page = page.next();
      all.addAll(page.items());
    }
    assertEquals(3, pages);
    assertEquals(RecordedRuns.MANY, all.size());
    for (int i = 0; i < RecordedRuns.MANY; i++) {
      assertEquals("tick-" + (RecordedRuns.MANY - 1 - i), all.get(i).task().id());
    }
    assertEquals(all, search().pageSize(1).failedRuns("carol").all(RecordedRuns.MANY));
    assertEquals(all, search().pageSize(RecordedRuns.MANY).failedRuns("carol").items());
  }

  @Test
  default void runsAreNarrowedByAllThatWasSaid() throws IOException {
    assertEquals(
        List.of("report-1"),
        ids(
            search()
                .user("alice")
                .task("daily-report")
                .outcome(RunOutcome.SUCCESS)
                .runs()
                .items()));
    FoundRun skipped = search().outcome(RunOutcome.UNKNOWN).runs().items().get(0);
    assertEquals("clean-1", skipped.task().id());
    assertEquals("another instance has the lock", skipped.reason());
    assertEquals(
        List.of("clean-1", "report-1"),
        ids(search().where("service.node.name", "worker-2").runs().items()));
    Instant now = Instant.now();
    assertEquals(
        List.of(), search().between(now.plusSeconds(60), now.plusSeconds(120)).runs().items());
    FoundRun last = search().user("alice").runs().items().get(0);
    assertEquals(
        List.of(last),
        search()
            .user("alice")
            .between(last.time(), last.time().plusMillis(1))
            .runs()
            .items()
            .stream()
            .filter(last::equals)
            .toList());
    assertFalse(
        search()
            .user("alice")
            .between(last.time().minusSeconds(60), last.time())
            .runs()
            .items()
            .contains(last));
  }

  @Test
  default void theTimelineOfATaskIsOfAllInstancesInOrder() throws IOException {
    List<FoundLine> lines = search().pageSize(2).timelineOfTask("report-1").all(ROOM);
    assertEquals(9, lines.size());
    for (int i = 0; i < 9; i++) {
      FoundLine line = lines.get(i);
      assertEquals(i < 3 ? "worker-2" : "worker-1", line.instance().name());
      assertEquals(i / 3 + 1, line.task().attempt());
      assertEquals(i % 3 == 1 ? null : i % 3 == 0 ? "task-started" : "task-run", line.action());
    }
    FoundLine line = lines.get(1);
    assertEquals("printing", line.message());
    assertEquals("INFO", line.level());
    assertEquals("app.Reports", line.logger());
    assertEquals("main", line.thread());
    assertNull(line.error());
    assertEquals("no paper", lines.get(2).error().message());
  }

  @Test
  default void theTimelineOfARunIsOnlyIts() throws IOException {
    String run = search().failedRuns("alice").items().get(0).task().runId();
    List<FoundLine> lines = search().timelineOfRun(run).items();
    assertEquals(3, lines.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(run, lines.get(i).task().runId());
      assertEquals(lines.get(0).sequence() + i, lines.get(i).sequence());
    }
  }

  @Test
  default void stepsOfATraceAreItsRunsByStart() throws IOException {
    List<FoundRun> steps = search().stepsOfTrace(RecordedInstance.TRACE).items();
    assertEquals(List.of("report-1", "report-1", "report-1", "mail-1"), ids(steps));
    assertEquals(
        List.of(RunOutcome.FAILURE, RunOutcome.FAILURE, RunOutcome.SUCCESS, RunOutcome.SUCCESS),
        steps.stream().map(FoundRun::outcome).toList());
    assertEquals(
        List.of("worker-2", "worker-1", "worker-1", "worker-1"),
        steps.stream().map(run -> run.instance().name()).toList());
  }

  @Test
  default void slowestRunsComeFirst() throws IOException {
    List<FoundRun> all = search().pageSize(7).slowestRuns().all(ROOM);
    assertEquals(search().runs().all(ROOM).size(), all.size());
    assertEquals(all.size(), new HashSet<>(all).size());
    for (int i = 1; i < all.size(); i++) {
      assertTrue(all.get(i - 1).duration().compareTo(all.get(i).duration()) >= 0, all::toString);
    }
    assertEquals(RecordedRuns.MANY, search().task("tick").slowestRuns().all(ROOM).size());
  }

  @Test
  default void whatStartsLateComesFirst() throws IOException {
    List<FoundStart> starts = search().latestStarts().items();
    assertEquals(
        List.of("late-1", "late-2", "prompt-1"),
        starts.stream().map(start -> start.task().id()).toList());
    assertTrue(starts.get(0).lag().compareTo(Duration.ofHours(2)) >= 0, starts::toString);
    List<TaskLag> lags = search().lagByTask();
    assertEquals(
        List.of("late-report", "prompt-report"), lags.stream().map(TaskLag::task).toList());
    TaskLag late = lags.get(0);
    assertEquals(2, late.starts());
    assertTrue(late.max().minus(starts.get(0).lag()).abs().toMillis() == 0, late::toString);
    assertTrue(late.median().compareTo(Duration.ofMinutes(59)) > 0, late::toString);
    assertTrue(late.median().compareTo(late.percentile95()) <= 0, late::toString);
    assertTrue(late.percentile95().compareTo(late.percentile99()) <= 0, late::toString);
    assertTrue(late.percentile99().compareTo(late.max()) <= 0, late::toString);
  }

  @Test
  default void runsAreCountedByUserTaskAndOutcome() throws IOException {
    List<RunCount> counts = search().countRuns();
    assertEquals(
        new RunCount("carol", "tick", RunOutcome.FAILURE, RecordedRuns.MANY), counts.get(0));
    assertTrue(counts.contains(new RunCount("alice", "daily-report", RunOutcome.FAILURE, 2)));
    assertTrue(counts.contains(new RunCount("alice", "daily-report", RunOutcome.SUCCESS, 1)));
    assertTrue(counts.contains(new RunCount("bob", "clean-up", RunOutcome.UNKNOWN, 1)));
    assertTrue(
        counts.contains(
            new RunCount(RecordedRuns.HOSTILE_USER, "daily-report", RunOutcome.FAILURE, 1)));
    assertEquals(search().runs().all(ROOM).size(), counts.stream().mapToLong(RunCount::runs).sum());
    assertEquals(
        List.of(new RunCount("bob", "clean-up", RunOutcome.UNKNOWN, 1)),
        search().user("bob").countRuns());
  }

  @Test
  default void nothingFoundIsAnEmptyAnswer() throws IOException {
    TaskSearch nobody = search().user("nobody");
    assertEquals(List.of(), nobody.runs().items());
    assertEquals(List.of(), nobody.latestStarts().items());
    assertEquals(List.of(), nobody.lagByTask());
    assertEquals(List.of(), nobody.countRuns());
    assertEquals(List.of(), nobody.integrity());
  }
}
