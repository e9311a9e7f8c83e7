package io.flightlog.examples.fleet;

import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.InstanceIntegrity;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asks who has to find out what happened, over all instances. Next to each question
 * stands a query text for the reader, which finds the same.
 */
final class FleetQuestions {
  private static final int MOST = 10_000;
  private static final String RUN_RECORDS = "event.action:\"task-run\"";
  private static final String LAST_HOUR = "@timestamp:[now-1h TO now]";

  private final LogIndex index;
  private final TaskSearch search;
  private final String run;

  /**
   * @param run the run of the demo, as its instances call their environment: an index may hold
   *     several
   */
  FleetQuestions(LogIndex index, String run) {
    this.index = index;
    this.search = index.search().where("service.environment", run);
    this.run = run;
  }

  String failedRunsQuery(String user) {
    return all(failures(user), LAST_HOUR);
  }

  /** The newest first. */
  List<FoundRun> failedRuns(String user) throws IOException {
    return search.last(Duration.ofHours(1)).failedRuns(user).all(MOST);
  }

  String timelineQuery(String taskId) {
    return all("task.id:\"" + taskId + "\"");
  }

  /** Everything that any instance logged while it ran the task, the oldest first. */
  List<FoundLine> timeline(String taskId) throws IOException {
    return search.timelineOfTask(taskId).all(MOST);
  }

  String stepsQuery(String traceId) {
    return all(RUN_RECORDS, "trace.id:" + traceId);
  }

  /** The steps of one trace in the order of their starts. */
  List<FoundRun> steps(String traceId) throws IOException {
    return search.stepsOfTrace(traceId).all(MOST);
  }

  /** All events of a run, the recorder's first and last records among them. */
  static String eventsQuery(String run) {
    return "_exists_:event.sequence" + ofRun(run);
  }

  /** All instances of the run, by name and id. */
  List<InstanceIntegrity> integrity() throws IOException {
    return search.integrity();
  }

  /**
   * How many events of the application itself an instance has in the index: all but the recorder's
   * first and last record.
   */
  long applicationEvents(String instanceId) throws IOException {
    return index.count(
        eventsQuery(run)
            + " AND agent.ephemeral_id:\""
            + instanceId
            + "\" AND NOT event.action:(\"recorder-started\" OR \"recorder-stopped\")");
  }

  static String deathsQuery(String run) {
    return "event.action:\"recorder-died\"" + ofRun(run);
  }

  /** How many instances somebody has found dead, of what was acknowledged. */
  long deaths() throws IOException {
    index.refresh();
    return index.count(deathsQuery(run));
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
        index.count(eventsQuery(run)),
        index.count(all(RUN_RECORDS, "event.outcome:success")),
        index.count(all(RUN_RECORDS, "event.outcome:failure")));
  }

  private static String failures(String user) {
    return RUN_RECORDS + " AND event.outcome:failure AND user.id:" + user;
  }

  private String all(String... clauses) {
    return String.join(" AND ", clauses) + ofRun(run);
  }

  private static String ofRun(String run) {
    return " AND service.environment:" + run;
  }
}
