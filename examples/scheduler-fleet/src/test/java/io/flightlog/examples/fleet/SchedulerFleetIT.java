package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.examples.fleet.FleetQuestions.Entry;
import io.flightlog.examples.fleet.FleetQuestions.FailedRun;
import io.flightlog.examples.fleet.FleetQuestions.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo with two instances: a server, processes, kills, and the answers. */
@Tag("full")
class SchedulerFleetIT {
  private static final DemoOptions PLAIN = new DemoOptions(2, 12, false, false, null);
  private static final DemoOptions OUTAGE =
      new DemoOptions(2, DemoOptions.MIN_SECONDS_WITH_OUTAGE, true, false, null);
  private static final String RUN = "demo-it";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void searchTellsWhatHappenedOnAllInstances(@TempDir Path directory) throws Exception {
    try (Cleanup cleanup = new Cleanup()) {
      DemoServer server = DemoServer.start(cleanup);
      LogIndex index = new LogIndex(server.client(), DemoServer.INDEX);
      DemoRun run = new DemoRun(PLAIN, new ProgressLine(out, false), cleanup, index, RUN);

      Answers answers = run.perform(server, directory);

      assertEquals(List.of(), answers.complaints(), () -> printed());
      assertFailuresHaveWhatWasAskedFor(answers);
      assertEachAttemptOfTheTimelineIsThere(answers);
      assertStepsAreOneOrder(answers);
      assertInstances(answers.accounts());
      new FleetReport(out, server.url(), index).print(answers, run.questions(), RUN);
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

      Answers answers = run.perform(server, directory);

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
    InstanceAccount.Death death = Objects.requireNonNull(killed.death(), killed.toString());
    assertTrue(death.recovered() > 0, killed.toString());
    assertTrue(death.secured() <= killed.sequences().highest(), killed.toString());
    assertTrue(death.sequence() >= killed.sequences().highest(), killed.toString());
    assertEquals(0, killed.sequences().missing(), killed.toString());
  }

  /** Delivered, each instance's directory is gone, and no event lies anywhere. */
  private static void assertSpoolIsEmpty(Path spool) throws IOException {
    try (Stream<Path> left = Files.walk(spool)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  private static void assertFailuresHaveWhatWasAskedFor(Answers answers) {
    assertTrue(Workload.USERS.contains(answers.user()), answers.user());
    for (FailedRun failed : answers.failedRuns()) {
      assertTrue(Set.of("1", "2", "3").contains(failed.attempt()), failed.toString());
      assertTrue(failed.instance().startsWith("scheduler-"), failed.toString());
      assertTrue(failed.error().matches("\\w+Exception: .+"), failed.toString());
    }
  }

  /** Only an attempt that was under way on the instance that was killed ends without a failure. */
  private static void assertEachAttemptOfTheTimelineIsThere(Answers answers) {
    List<String> failedAttempts =
        answers.timeline().stream()
            .filter(entry -> !entry.stackTrace().isEmpty())
            .map(Entry::attempt)
            .toList();
    assertTrue(failedAttempts.size() >= 2, failedAttempts.toString());
    List<String> expected = new ArrayList<>(List.of("1", "2", "3"));
    expected.removeIf(
        attempt -> !failedAttempts.contains(attempt) && wasCutShort(answers, attempt));
    assertEquals(expected.subList(0, failedAttempts.size()), failedAttempts);
    assertTrue(
        answers.timeline().stream().anyMatch(entry -> entry.stackTrace().contains("Caused by: ")));
  }

  /**
   * All that is left of it, if anything, is of the killed instance, but for the word of whoever
   * found it dead.
   */
  private static boolean wasCutShort(Answers answers, String attempt) {
    return answers.timeline().stream()
        .filter(entry -> entry.attempt().equals(attempt))
        .filter(entry -> !entry.message().contains(" died: no heartbeat of scheduler-2 "))
        .allMatch(entry -> entry.instance().equals("scheduler-2"));
  }

  private static void assertStepsAreOneOrder(Answers answers) {
    assertEquals(
        Set.of("order.receive", "order.price", "order.ship"),
        answers.steps().stream().map(Step::task).collect(Collectors.toSet()));
    assertEquals(3, answers.steps().stream().map(Step::span).distinct().count());
  }

  private static void assertInstances(List<InstanceAccount> accounts) {
    assertEquals(
        List.of("scheduler-1", "scheduler-2", "scheduler-3"),
        accounts.stream().map(InstanceAccount::name).toList());
    assertEquals(
        List.of(false, true, false), accounts.stream().map(InstanceAccount::killed).toList());
    for (InstanceAccount account : accounts) {
      assertTrue(account.found() > 0, account.toString());
      assertEquals(0, account.sequences().missing(), account.toString());
      assertEquals(0, account.sequences().duplicated(), account.toString());
    }
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
