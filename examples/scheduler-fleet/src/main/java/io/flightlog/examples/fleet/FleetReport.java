package io.flightlog.examples.fleet;

import io.flightlog.task.search.FoundError;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    List<FoundRun> failed = answers.failedRuns();
    out.println(failedRuns(failed.subList(0, Math.min(ROWS, failed.size()))));
    if (failed.size() > ROWS) {
      out.println("and " + (failed.size() - ROWS) + " more");
    }

    heading("2. What happened to " + answers.taskId() + ", on whichever instance?");
    query(questions.timelineQuery(answers.taskId()));
    out.println(timeline(answers.timeline()));
    answers.timeline().stream()
        .filter(line -> line.error() != null)
        .findFirst()
        .ifPresent(this::exception);

    heading("3. Which steps had trace " + answers.traceId() + ", and where?");
    query(questions.stepsQuery(answers.traceId()));
    out.println(steps(answers.steps()));

    heading("4. Is anything missing? Every instance numbers its events 0, 1, 2 ...");
    query(FleetQuestions.eventsQuery(run));
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

  private void exception(FoundLine line) {
    out.println(
        "The exception of attempt "
            + line.task().attempt()
            + " on "
            + line.instance().name()
            + ":");
    String stackTrace = Objects.requireNonNull(line.error()).stackTrace();
    ExceptionExcerpt.of(text(stackTrace), FRAMES).forEach(shown -> out.println("   " + shown));
  }

  private static String failedRuns(List<FoundRun> runs) {
    return Tables.of(
        runs,
        List.of(
            Tables.time(FoundRun::time),
            Tables.text("task.name", run -> text(run.task().name())),
            Tables.text("task.id", run -> text(run.task().id())),
            Tables.number("attempt", run -> text(run.task().attempt())),
            Tables.text("instance", run -> text(run.instance().name())),
            Tables.text("error", run -> error(run.error()))));
  }

  private static String timeline(List<FoundLine> lines) {
    return Tables.of(
        lines,
        List.of(
            Tables.time(FoundLine::time),
            Tables.text("instance", line -> text(line.instance().name())),
            Tables.text("task.name", line -> text(line.task().name())),
            Tables.number("attempt", line -> text(line.task().attempt())),
            Tables.text("level", line -> text(line.level())),
            Tables.text("message", line -> text(line.message()))));
  }

  private static String steps(List<FoundRun> steps) {
    return Tables.of(
        steps,
        List.of(
            Tables.time(FoundRun::time),
            Tables.text("task.name", step -> text(step.task().name())),
            Tables.text("instance", step -> text(step.instance().name())),
            Tables.text("span.id", step -> text(step.task().spanId())),
            Tables.text("outcome", step -> step.outcome().name().toLowerCase(Locale.ROOT)),
            Tables.number("ms", FleetReport::millis)));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String error(@Nullable FoundError error) {
    if (error == null) {
      return "";
    }
    String type = text(error.type());
    return type.substring(type.lastIndexOf('.') + 1) + ": " + text(error.message());
  }

  private static String millis(FoundRun run) {
    Duration duration = run.duration();
    return duration == null ? "" : Long.toString(duration.toMillis());
  }

  private static String accounts(List<InstanceAccount> accounts) {
    return Tables.of(
        accounts,
        List.of(
            Tables.text("instance", InstanceAccount::name),
            Tables.text("agent.ephemeral_id", InstanceAccount::ephemeralId),
            Tables.number("logged", InstanceAccount::logged),
            Tables.number("indexed", account -> account.integrity().events()),
            Tables.text("sequence", account -> "0.." + account.integrity().highest()),
            Tables.number("missing", account -> account.integrity().missing()),
            Tables.number("duplicated", account -> account.integrity().duplicated()),
            Tables.text("", InstanceAccount::remark)));
  }
}
