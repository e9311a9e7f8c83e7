package io.flightlog.examples.fleet;

import io.flightlog.examples.fleet.FleetQuestions.Entry;
import io.flightlog.examples.fleet.FleetQuestions.FailedRun;
import io.flightlog.examples.fleet.FleetQuestions.Step;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** Prints the answers, each with the query that gave it, so that the reader can ask it again. */
final class FleetReport {
  private static final int FRAMES = 2;
  private static final int ROWS = 20;

  private final PrintStream out;
  private final URI url;
  private final LogIndex index;

  FleetReport(PrintStream out, URI url, LogIndex index) {
    this.out = out;
    this.url = url;
    this.index = index;
  }

  void print(Answers answers, FleetQuestions questions, String run) {
    out.println();
    out.println(
        "Each question stands with its query. To ask it yourself: Kibana's search bar (Lucene), or");
    out.println(
        "   curl -sG '"
            + url
            + "/"
            + index.name()
            + "/_search?sort=@timestamp&size=100&pretty' --data-urlencode 'q=QUERY'");
    heading("1. Which tasks of " + answers.user() + " failed in the last hour?");
    query(questions.failedRunsQuery(answers.user()));
    List<FailedRun> failed = answers.failedRuns();
    out.println(failedRuns(failed.subList(0, Math.min(ROWS, failed.size()))));
    if (failed.size() > ROWS) {
      out.println("and " + (failed.size() - ROWS) + " more");
    }

    heading("2. What happened to " + answers.taskId() + ", on whichever instance?");
    query(questions.timelineQuery(answers.taskId()));
    out.println(timeline(answers.timeline()));
    answers.timeline().stream()
        .filter(entry -> !entry.stackTrace().isEmpty())
        .findFirst()
        .ifPresent(this::exception);

    heading("3. Which steps had trace " + answers.traceId() + ", and where?");
    query(questions.stepsQuery(answers.traceId()));
    out.println(steps(answers.steps()));

    heading("4. Is anything missing? Every instance numbers its events 0, 1, 2 ...");
    query(SequenceCheck.query(run));
    out.println(accounts(answers.accounts()));
    out.println(
        """
        logged: events on the instance's own console. indexed: two more, the recorder's first and last record.
        killed: kill -9 loses what was in memory only, the tail; below the highest number nothing may be missing.""");
  }

  private void heading(String question) {
    out.println();
    out.println(question);
  }

  private void query(String query) {
    out.println("   " + query);
  }

  private void exception(Entry entry) {
    out.println("The exception of attempt " + entry.attempt() + " on " + entry.instance() + ":");
    ExceptionExcerpt.of(entry.stackTrace(), FRAMES).forEach(line -> out.println("   " + line));
  }

  private static String failedRuns(List<FailedRun> runs) {
    return Tables.of(
        runs,
        List.of(
            Tables.time(FailedRun::time),
            Tables.text("task.name", FailedRun::task),
            Tables.text("task.id", FailedRun::taskId),
            Tables.number("attempt", FailedRun::attempt),
            Tables.text("instance", FailedRun::instance),
            Tables.text("error", FailedRun::error)));
  }

  private static String timeline(List<Entry> entries) {
    return Tables.of(
        entries,
        List.of(
            Tables.time(Entry::time),
            Tables.text("instance", Entry::instance),
            Tables.text("task.name", Entry::task),
            Tables.number("attempt", Entry::attempt),
            Tables.text("level", Entry::level),
            Tables.text("message", Entry::message)));
  }

  private static String steps(List<Step> steps) {
    return Tables.of(
        steps,
        List.of(
            Tables.time(Step::time),
            Tables.text("task.name", Step::task),
            Tables.text("instance", Step::instance),
            Tables.text("span.id", Step::span),
            Tables.text("outcome", Step::outcome),
            Tables.number("ms", step -> step.duration().toMillis())));
  }

  private static String accounts(List<InstanceAccount> accounts) {
    return Tables.of(
        accounts,
        List.of(
            Tables.text("instance", InstanceAccount::name),
            Tables.text("agent.ephemeral_id", InstanceAccount::ephemeralId),
            Tables.number("logged", InstanceAccount::logged),
            Tables.number("indexed", account -> account.sequences().events()),
            Tables.text("sequence", account -> "0.." + account.sequences().highest()),
            Tables.number("missing", account -> account.sequences().missing()),
            Tables.number("duplicated", account -> account.sequences().duplicated()),
            Tables.text("", InstanceAccount::remark)));
  }
}
