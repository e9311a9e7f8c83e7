package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.InstanceEnd;
import io.flightlog.task.search.RecorderDeath;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole demo with two instances: a server, processes, kills, and the answers. */
@Tag("full")
@WithElasticsearch
class SchedulerFleetIT {
  private static final DemoOptions OUTAGE =
      new DemoOptions(2, DemoOptions.MIN_SECONDS_WITH_OUTAGE, FrontEnd.LOGBACK, true, false, null);
  private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  private static final Path BUILD = Path.of("target");
  private static final String RUN = "demo-it";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource
  void searchTellsWhatHappenedOnAllInstances(
      FrontEnd frontEnd, ElasticsearchServer shared, ServerProbe probe, @TempDir Path directory)
      throws Exception {
    DemoOptions options = new DemoOptions(2, 18, frontEnd, false, false, shared.url());
    String name = RUN + "-" + frontEnd.title().toLowerCase(Locale.ROOT);
    try (Cleanup cleanup = new Cleanup()) {
      DemoServer server = DemoServer.connect(shared.url(), cleanup);
      LogIndex index = new LogIndex(server.client(), DemoServer.INDEX);
      DemoRun run = new DemoRun(options, new ProgressLine(out, false), cleanup, index, name);

      Answers answers = run.perform(server, directory, BUILD);

      assertEquals(List.of(), answers.complaints(), () -> printed());
      assertFailuresHaveWhatWasAskedFor(answers);
      assertEachAttemptOfTheTimelineIsThere(answers);
      assertStepsAreOneOrder(answers);
      assertInstances(answers.accounts());
      assertRecordsCountTheirLines(probe, name);
      new FleetReport(out, server.url(), index).print(answers, run.questions(), name);
      assertTrue(printed().contains(answers.taskId()), () -> printed());
    }
  }

  @Test
  void nothingThatWasWrittenIsMissingAfterAnOutageWithAKillInIt(@TempDir Path directory)
      throws Exception {
    try (Cleanup cleanup = new Cleanup()) {
      DemoServer server = DemoServer.start(cleanup);
      LogIndex index = new LogIndex(server.client(), DemoServer.INDEX);
      DemoRun run = new DemoRun(OUTAGE, new ProgressLine(out, false), cleanup, index, RUN);

      Answers answers = run.perform(server, directory, BUILD);

      assertEquals(List.of(), answers.complaints(), () -> printed());
      assertInstances(answers.accounts());
      for (InstanceAccount account : answers.accounts()) {
        assertTrue(account.written() > 0, account.toString());
        assertEquals(0, account.missingOfWritten(), account.toString());
      }
      assertDeathIsToldAsItWas(answers.accounts().get(1));
      assertSpoolIsEmpty(directory.resolve("spool"));
      new IntegrityReport(out).print(answers.accounts(), RUN);
      assertTrue(
          printed().contains(": 0 missing up to what had been written, 0 duplicated."),
          () -> printed());
    }
  }

  private static void assertDeathIsToldAsItWas(InstanceAccount killed) {
    RecorderDeath death = Objects.requireNonNull(killed.integrity().death(), killed.toString());
    assertTrue(death.recovered() > 0, killed.toString());
    assertTrue(death.secured() <= killed.integrity().highest(), killed.toString());
    assertTrue(death.sequence() >= killed.integrity().highest(), killed.toString());
    assertEquals(0, killed.integrity().missing(), killed.toString());
  }

  /** Delivered, each instance's directory is gone, and no event lies anywhere. */
  private static void assertSpoolIsEmpty(Path spool) throws IOException {
    try (Stream<Path> left = Files.walk(spool)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  private static void assertFailuresHaveWhatWasAskedFor(Answers answers) {
    assertTrue(Workload.USERS.contains(answers.user()), answers.user());
    for (FoundRun failed : answers.failedRuns()) {
      assertTrue(Set.of(1L, 2L, 3L).contains(failed.task().attempt()), failed.toString());
      assertTrue(failed.instance().name().startsWith("scheduler-"), failed.toString());
      assertTrue(failed.error().type().matches("[\\w.]+Exception"), failed.toString());
      assertFalse(failed.error().message().isEmpty(), failed.toString());
    }
  }

  /** Only an attempt that was under way on the instance that was killed ends without a failure. */
  private static void assertEachAttemptOfTheTimelineIsThere(Answers answers) {
    List<Long> failedAttempts =
        answers.timeline().stream()
            .filter(line -> line.error() != null)
            .map(line -> line.task().attempt())
            .toList();
    assertTrue(failedAttempts.size() >= 2, failedAttempts.toString());
    List<Long> expected = new ArrayList<>(List.of(1L, 2L, 3L));
    expected.removeIf(
        attempt -> !failedAttempts.contains(attempt) && wasCutShort(answers, attempt));
    assertEquals(expected.subList(0, failedAttempts.size()), failedAttempts);
    assertTrue(
        answers.timeline().stream()
            .map(FoundLine::error)
            .filter(Objects::nonNull)
            .anyMatch(error -> error.stackTrace().contains("Caused by: ")));
  }

  /**
   * All that is left of it, if anything, is of the killed instance, but for the word of whoever
   * found it dead.
   */
  private static boolean wasCutShort(Answers answers, Long attempt) {
    return answers.timeline().stream()
        .filter(line -> attempt.equals(line.task().attempt()))
        .filter(line -> !"task-died".equals(line.action()))
        .allMatch(line -> "scheduler-2".equals(line.instance().name()));
  }

  private static void assertStepsAreOneOrder(Answers answers) {
    assertEquals(
        Set.of("order.receive", "order.price", "order.ship"),
        answers.steps().stream().map(step -> step.task().name()).collect(Collectors.toSet()));
    assertEquals(3, answers.steps().stream().map(step -> step.task().spanId()).distinct().count());
  }

  /**
   * Each record of a run's end has the numbers of the documents that its lines became. Not where a
   * kill may have cut a request with lines, while the next one, with the record, arrived.
   */
  private static void assertRecordsCountTheirLines(ServerProbe probe, String run) {
    Map<String, Long> recorded = new TreeMap<>();
    Map<String, Long> lines = new TreeMap<>();
    Set<String> ended = new HashSet<>();
    String all =
        "_exists_:task.run.id AND NOT service.node.name:\"scheduler-2\" AND service.environment:"
            + run;
    for (JsonNode document : probe.searchAll(DemoServer.INDEX, all, "event.sequence")) {
      String id = document.at("/task/run/id").asText();
      String action = document.at("/event/action").asText();
      if (action.equals("task-run")) {
        ended.add(id);
        for (String level : LEVELS) {
          recorded.put(
              id + level, document.at("/task/log/" + level.toLowerCase(Locale.ROOT)).asLong(-1));
        }
      } else if (!action.equals("task-started")) {
        lines.merge(id + document.at("/log/level").asText(), 1L, Long::sum);
      }
    }
    recorded.values().removeIf(count -> count == 0);
    // what was still under way at the end has lines, and no record
    lines.keySet().removeIf(line -> ended.stream().noneMatch(line::startsWith));
    assertFalse(recorded.isEmpty());
    assertEquals(lines, recorded);
  }

  private static void assertInstances(List<InstanceAccount> accounts) {
    assertEquals(
        List.of("scheduler-1", "scheduler-2", "scheduler-3"),
        accounts.stream().map(InstanceAccount::name).toList());
    assertEquals(
        List.of(false, true, false), accounts.stream().map(InstanceAccount::killed).toList());
    assertEquals(
        List.of(false, true, false),
        accounts.stream().map(a -> a.integrity().end() == InstanceEnd.DIED).toList());
    for (InstanceAccount account : accounts) {
      assertTrue(account.found() > 0, account.toString());
      assertEquals(0, account.integrity().unexplained(), account.toString());
      assertTrue(account.integrity().isComplete(), account.toString());
    }
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
