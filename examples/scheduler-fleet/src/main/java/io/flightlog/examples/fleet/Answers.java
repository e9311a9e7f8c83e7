package io.flightlog.examples.fleet;

import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Elasticsearch answered after a run.
 *
 * @param user whose failures were asked for: who had the most
 * @param taskId whose timeline was asked for: the failed one that saw the most instances
 * @param traceId whose steps were asked for: the one that saw the most instances
 * @param started names of all instances that were ever started
 */
record Answers(
    String user,
    List<FoundRun> failedRuns,
    String taskId,
    List<FoundLine> timeline,
    String traceId,
    List<FoundRun> steps,
    List<String> started,
    List<InstanceAccount> accounts) {

  /**
   * Asks everything. What has no candidate (no failure at all) is asked for an id that nobody has,
   * and comes back empty.
   */
  static Answers ask(FleetQuestions questions, Accounts accounts) throws IOException {
    String task = questions.mostTravelledFailure().orElse("none");
    String user = questions.userOf(task).orElse("nobody");
    String trace = questions.mostTravelledTrace().orElse("none");
    return new Answers(
        user,
        questions.failedRuns(user),
        task,
        questions.timeline(task),
        trace,
        questions.steps(trace),
        accounts.started(),
        accounts.all());
  }

  /** What is not as it must be after a good run, in words; empty if all is well. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    expect(complaints, !failedRuns.isEmpty(), "no failed run was found");
    expect(
        complaints,
        timeline.stream().map(line -> line.instance().name()).distinct().count() > 1,
        "no failed task was tried on more than one instance");
    expect(
        complaints,
        timeline.stream().anyMatch(line -> line.error() != null),
        "the failed task's timeline has no exception");
    expect(
        complaints,
        steps.stream().map(step -> step.instance().name()).distinct().count() > 1,
        "no trace has steps on more than one instance");
    List<String> found = accounts.stream().map(InstanceAccount::name).toList();
    expect(
        complaints, found.equals(started), "started were " + started + " but found were " + found);
    expect(
        complaints, accounts.stream().anyMatch(InstanceAccount::killed), "no instance was killed");
    for (InstanceAccount account : accounts) {
      expect(complaints, account.balanced(), account.name() + ": " + account.remark());
    }
    return complaints;
  }

  private static void expect(List<String> complaints, boolean holds, String otherwise) {
    if (!holds) {
      complaints.add(otherwise);
    }
  }
}
