package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.examples.fleet.FleetQuestions.Entry;
import io.flightlog.examples.fleet.FleetQuestions.FailedRun;
import io.flightlog.examples.fleet.FleetQuestions.Step;
import io.flightlog.examples.fleet.SequenceCheck.Sequences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Instant TIME = Instant.EPOCH;
  private static final List<FailedRun> FAILED =
      List.of(new FailedRun(TIME, "order.price", "order-1", "1", "scheduler-1", "E: m"));
  private static final List<Entry> TIMELINE = List.of(entry("scheduler-1"), entry("scheduler-2"));
  private static final List<Step> STEPS = List.of(step("scheduler-1"), step("scheduler-2"));
  private static final List<InstanceAccount> ACCOUNTS =
      List.of(account("scheduler-1", false, 5), account("scheduler-2", true, 7));

  @Test
  void complainsOfNothingAfterAGoodRun() {
    assertEquals(List.of(), answers(FAILED, TIMELINE, STEPS, ACCOUNTS).complaints());
  }

  @Test
  void complainsOfEveryEmptyAnswer() {
    assertEquals(
        List.of(
            "no failed run was found",
            "no failed task was tried on more than one instance",
            "the failed task's timeline has no exception",
            "no trace has steps on more than one instance",
            "started were [scheduler-1, scheduler-2] but found were []",
            "no instance was killed"),
        answers(List.of(), List.of(), List.of(), List.of()).complaints());
  }

  @Test
  void complainsOfAStoryThatStayedOnOneInstance() {
    assertEquals(
        List.of("no trace has steps on more than one instance"),
        answers(FAILED, TIMELINE, List.of(step("a"), step("a")), ACCOUNTS).complaints());
  }

  @Test
  void complainsOfAnInstanceThatLostEvents() {
    List<InstanceAccount> accounts =
        List.of(account("scheduler-1", false, 6), account("scheduler-2", true, 7));

    assertEquals(
        List.of("scheduler-1: NOT COMPLETE: 1 absent"),
        answers(FAILED, TIMELINE, STEPS, accounts).complaints());
  }

  private static Answers answers(
      List<FailedRun> failed,
      List<Entry> timeline,
      List<Step> steps,
      List<InstanceAccount> accounts) {
    return new Answers(
        "alice",
        failed,
        "order-1",
        timeline,
        "abc",
        steps,
        List.of("scheduler-1", "scheduler-2"),
        accounts);
  }

  private static Entry entry(String instance) {
    return new Entry(TIME, instance, "order.price", "1", "ERROR", "failed", "a.B: c\n\tat d");
  }

  private static Step step(String instance) {
    return new Step(TIME, "order.price", instance, "span", "success", Duration.ofMillis(1));
  }

  private static InstanceAccount account(String name, boolean killed, long logged) {
    return new InstanceAccount(
        "id",
        killed,
        logged,
        5,
        new Sequences(name, "id", 7, 6, 0, 0),
        7,
        0,
        killed ? new InstanceAccount.Death("now", "died", 7, 6, 3) : null);
  }
}
