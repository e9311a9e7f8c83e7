package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch._types.SortOrder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asks who has to find out what happened. Every question is one search over all
 * instances; the queries are public so that they can be printed next to the answers.
 */
final class FleetQuestions {
  private static final int LIMIT = 500;
  private static final String RUN_RECORDS = "event.action:\"task-run\"";
  private static final String LAST_HOUR = "@timestamp:[now-1h TO now]";

  private final LogIndex index;
  private final String run;

  /**
   * @param run the run of the demo, as its instances call their environment: an index may hold
   *     several
   */
  FleetQuestions(LogIndex index, String run) {
    this.index = index;
    this.run = "service.environment:" + run;
  }

  /** One failed execution of a task. */
  record FailedRun(
      Instant time, String task, String taskId, String attempt, String instance, String error) {}

  /** One line of a task's story; {@code stackTrace} is empty where nothing was thrown. */
  record Entry(
      Instant time,
      String instance,
      String task,
      String attempt,
      String level,
      String message,
      String stackTrace) {}

  /** One step of a trace: a run of a task. */
  record Step(
      Instant time, String task, String instance, String span, String outcome, Duration duration) {}

  String failedRunsQuery(String user) {
    return all(failures(user), LAST_HOUR);
  }

  /** The newest first. */
  List<FailedRun> failedRuns(String user) throws IOException {
    List<String> fields =
        List.of(
            "@timestamp",
            "task.name",
            "task.id",
            "task.attempt",
            "service.node.name",
            "error.type",
            "error.message");
    return index.search(failedRunsQuery(user), fields, SortOrder.Desc, LIMIT).stream()
        .map(
            found ->
                new FailedRun(
                    found.time(),
                    found.text("task.name"),
                    found.text("task.id"),
                    found.text("task.attempt"),
                    found.instance(),
                    simpleName(found.text("error.type")) + ": " + found.text("error.message")))
        .toList();
  }

  String timelineQuery(String taskId) {
    return all("task.id:\"" + taskId + "\"");
  }

  /** Everything that any instance logged while it ran the task, the oldest first. */
  List<Entry> timeline(String taskId) throws IOException {
    List<String> fields =
        List.of(
            "@timestamp",
            "service.node.name",
            "task.name",
            "task.attempt",
            "log.level",
            "message",
            "error.stack_trace");
    return index.search(timelineQuery(taskId), fields, SortOrder.Asc, LIMIT).stream()
        .map(
            found ->
                new Entry(
                    found.time(),
                    found.instance(),
                    found.text("task.name"),
                    found.text("task.attempt"),
                    found.text("log.level"),
                    found.text("message"),
                    found.text("error.stack_trace")))
        .toList();
  }

  String stepsQuery(String traceId) {
    return all(RUN_RECORDS, "trace.id:" + traceId);
  }

  /** The steps of one trace in the order of their ends. */
  List<Step> steps(String traceId) throws IOException {
    List<String> fields =
        List.of(
            "@timestamp",
            "task.name",
            "service.node.name",
            "span.id",
            "event.outcome",
            "event.duration");
    return index.search(stepsQuery(traceId), fields, SortOrder.Asc, LIMIT).stream()
        .map(
            found ->
                new Step(
                    found.time(),
                    found.text("task.name"),
                    found.instance(),
                    found.text("span.id"),
                    found.text("event.outcome"),
                    found.duration()))
        .toList();
  }

  /** The task which failed on the most instances, by an exception that has a cause. */
  Optional<String> mostTravelledFailure() throws IOException {
    return index.mostSpread(
        all(failures("*"), "error.stack_trace:caused"), "task.id", "service.node.name");
  }

  /** The user whose task that is. */
  Optional<String> userOf(String task) throws IOException {
    return index.mostSpread(all(failures("*"), "task.id:\"" + task + "\""), "user.id", "task.id");
  }

  /** The trace whose successful steps ran on the most instances. */
  Optional<String> mostTravelledTrace() throws IOException {
    return index.mostSpread(
        all(RUN_RECORDS, "event.outcome:success", "task.queue:order"),
        "trace.id",
        "service.node.name");
  }

  /**
   * How far the run is by what was acknowledged; {@link #progress} does not wait for the next
   * refresh of 5 s.
   */
  record Progress(long documents, long done, long failed) {}

  Progress progress() throws IOException {
    index.refresh();
    return new Progress(
        index.count(all("_exists_:event.sequence")),
        index.count(all(RUN_RECORDS, "event.outcome:success")),
        index.count(all(RUN_RECORDS, "event.outcome:failure")));
  }

  private static String failures(String user) {
    return RUN_RECORDS + " AND event.outcome:failure AND user.id:" + user;
  }

  private String all(String... clauses) {
    return String.join(" AND ", clauses) + " AND " + run;
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
