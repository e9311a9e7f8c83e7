package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.flightlog.examples.fleet.FleetQuestions.Entry;
import io.flightlog.examples.fleet.FleetQuestions.FailedRun;
import io.flightlog.examples.fleet.FleetQuestions.Progress;
import io.flightlog.examples.fleet.FleetQuestions.Step;
import io.flightlog.examples.fleet.SequenceCheck.Sequences;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.WithElasticsearch;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Asks a real server about documents written by hand, in the shape that the appender gives them.
 */
@WithElasticsearch
class FleetQuestionsIT {
  private static final String INDEX = "logs-fleet-by-hand";

  private static ClusterClient connection;
  private static ElasticsearchClient client;
  private static LogIndex index;
  private static Instant now;
  private static FleetQuestions questions;

  @BeforeAll
  static void indexDocuments(ElasticsearchServer server) throws IOException {
    now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    connection = ClusterClient.connect(server.url());
    client = connection.typed();
    client
        .indices()
        .create(
            c ->
                c.index(INDEX)
                    .withJson(
                        new StringReader(
                            """
                            {"settings": {"number_of_replicas": 0},
                             "mappings": {
                               "dynamic_templates": [
                                 {"strings": {"match_mapping_type": "string", "mapping": {"type": "keyword"}}}],
                               "properties": {
                                 "@timestamp": {"type": "date"},
                                 "message": {"type": "text"},
                                 "error.stack_trace": {"type": "text"}}}}
                            """)));
    index = new LogIndex(client, INDEX);
    questions = new FleetQuestions(index, "this-run");
    for (String document : documents()) {
      client.index(i -> i.index(INDEX).withJson(new StringReader(document)));
    }
    index.refresh();
  }

  @AfterAll
  static void disconnect() throws IOException {
    connection.close();
  }

  private static List<String> documents() {
    return List.of(
        // two attempts of one task on two instances, the first one indexed last
        document(2, "scheduler-2", 0, "this-run", failure("alice", "order-1", 2, "t1")),
        document(1, "scheduler-1", 1, "this-run", failure("alice", "order-1", 1, "t1")),
        // one attempt of another task, and another user's
        document(3, "scheduler-1", 2, "this-run", failure("alice", "order-2", 1, "t2")),
        document(4, "scheduler-1", 3, "this-run", failure("bob", "order-3", 1, "t3")),
        // a good step of order-1's trace, and a plain line of the task
        document(0, "scheduler-3", 0, "this-run", success("alice", "order-1", "t1")),
        document(5, "scheduler-2", 3, "this-run", "'task.id': 'order-1', 'message': 'a line'"),
        // the same number again, as after a resend without ids
        document(5, "scheduler-2", 3, "this-run", "'task.id': 'order-9', 'message': 'again'"),
        // older than an hour, and of another run
        document(-4000, "scheduler-1", 4, "this-run", failure("alice", "order-4", 1, "t4")),
        document(1, "scheduler-1", 0, "other-run", failure("alice", "order-1", 1, "t1")));
  }

  @Test
  void failedRunsAreOneUsersOfTheLastHourNewestFirst() throws IOException {
    List<FailedRun> runs = questions.failedRuns("alice");

    assertEquals(
        List.of("order-2", "order-1", "order-1"), runs.stream().map(FailedRun::taskId).toList());
    assertEquals(
        new FailedRun(
            at(3), "order.price", "order-2", "1", "scheduler-1", "IllegalStateException: no"),
        runs.get(0));
  }

  @Test
  void timelineIsTheTasksLinesOfAllInstancesOldestFirst() throws IOException {
    List<Entry> timeline = questions.timeline("order-1");

    assertEquals(
        List.of("scheduler-3", "scheduler-1", "scheduler-2", "scheduler-2"),
        timeline.stream().map(Entry::instance).toList());
    assertEquals("a line", timeline.get(3).message());
    assertTrue(timeline.get(1).stackTrace().contains("Caused by: b.C: why"));
    assertEquals("", timeline.get(3).stackTrace());
  }

  @Test
  void stepsAreTheRunsOfOneTrace() throws IOException {
    List<Step> steps = questions.steps("t1");

    assertEquals(
        List.of("success", "failure", "failure"), steps.stream().map(Step::outcome).toList());
    assertEquals(Duration.ofMillis(7), steps.get(0).duration());
  }

  @Test
  void findsTheUserTaskAndTraceThatTellTheMost() throws IOException {
    assertEquals(Optional.of("alice"), questions.userOf("order-1"));
    assertEquals(Optional.of("order-1"), questions.mostTravelledFailure());
    assertEquals(Optional.of("t1"), questions.mostTravelledTrace());
    assertEquals(Optional.empty(), questions.userOf("order-nobody-handed-in"));
  }

  @Test
  void progressCountsDocumentsAndRunsOfThisRunOnly() throws IOException {
    assertEquals(new Progress(8, 1, 5), questions.progress());
    assertEquals(
        new Progress(0, 0, 0),
        new FleetQuestions(new LogIndex(client, "logs-absent-yet"), "this-run").progress());
  }

  @Test
  void sequenceCheckFindsHolesAndDuplicates() throws IOException {
    assertEquals(
        List.of(
            new Sequences("scheduler-1", "id-scheduler-1", 4, 4, 1, 0),
            new Sequences("scheduler-2", "id-scheduler-2", 3, 3, 2, 1),
            new Sequences("scheduler-3", "id-scheduler-3", 1, 0, 0, 0)),
        SequenceCheck.of(index, "this-run"));
  }

  @Test
  void sequenceCheckGoesThroughAllPages() throws IOException {
    assertEquals(
        SequenceCheck.of(index, "this-run"),
        SequenceCheck.of(new LogIndex(client, INDEX, 2), "this-run"));
  }

  private static Instant at(int second) {
    return now.minusSeconds(60).plusSeconds(second);
  }

  private static String document(
      int second, String instance, int sequence, String run, String more) {
    return """
        {'@timestamp': '%s', 'log.level': 'INFO', 'event.sequence': %d, 'service.environment': '%s',
         'service.node.name': '%s', 'agent.ephemeral_id': 'id-%s', %s}
        """
        .formatted(at(second), sequence, run, instance, instance, more)
        .replace('\'', '"');
  }

  private static String failure(String user, String task, int attempt, String trace) {
    return run(user, task, attempt, trace, "failure")
        + ", 'error.type': 'java.lang.IllegalStateException', 'error.message': 'no',"
        + " 'error.stack_trace': 'a.B: no\\n\\tat c\\nCaused by: b.C: why'";
  }

  private static String success(String user, String task, String trace) {
    return run(user, task, 1, trace, "success");
  }

  private static String run(String user, String task, int attempt, String trace, String outcome) {
    return """
        'message': 'ran', 'event.action': 'task-run', 'event.outcome': '%s', 'event.duration': 7000000,
        'task.name': 'order.price', 'task.queue': 'order', 'task.id': '%s', 'task.attempt': %d,
        'user.id': '%s', 'trace.id': '%s', 'span.id': 'ab'"""
        .formatted(outcome, task, attempt, user, trace);
  }
}
