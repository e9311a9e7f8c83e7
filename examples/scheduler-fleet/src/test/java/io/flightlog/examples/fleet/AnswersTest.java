package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final List<FoundRun> FAILED = List.of(Samples.failure("scheduler-1"));
  private static final List<FoundLine> TIMELINE =
      List.of(Samples.failedLine("scheduler-1"), Samples.failedLine("scheduler-2"));
  private static final List<FoundRun> STEPS =
      List.of(Samples.success("scheduler-1"), Samples.success("scheduler-2"));
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
        answers(FAILED, TIMELINE, List.of(Samples.success("a"), Samples.success("a")), ACCOUNTS)
            .complaints());
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
      List<FoundRun> failed,
      List<FoundLine> timeline,
      List<FoundRun> steps,
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

  private static InstanceAccount account(String name, boolean killed, long logged) {
    return new InstanceAccount(
        killed, logged, 5, 7, Samples.integrity(name, 6, killed ? Samples.DEATH : null));
  }
}
