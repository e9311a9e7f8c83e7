package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.flightlog.examples.fleet.FleetQuestions.Progress;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.InstanceIntegrity;
import io.flightlog.task.search.RunOutcome;
import io.flightlog.task.search.SequenceRange;
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
        document(1, "scheduler-9", 0, "other-run", failure("alice", "order-1", 1, "t1")));
  }

  @Test
  void failedRunsAreOneUsersOfTheLastHourNewestFirst() throws IOException {
    List<FoundRun> runs = questions.failedRuns("alice");

    assertEquals(
        List.of("order-2", "order-1", "order-1"),
        runs.stream().map(run -> run.task().id()).toList());
    FoundRun newest = runs.get(0);
    assertEquals(at(3), newest.time());
    assertEquals("order.price", newest.task().name());
    assertEquals(1, newest.task().attempt());
    assertEquals("scheduler-1", newest.instance().name());
    assertEquals("java.lang.IllegalStateException", newest.error().type());
    assertEquals("no", newest.error().message());
    assertEquals(3, index.count(questions.failedRunsQuery("alice")));
  }

  @Test
  void timelineIsTheTasksLinesOfAllInstancesOldestFirst() throws IOException {
    List<FoundLine> timeline = questions.timeline("order-1");

    assertEquals(
        List.of("scheduler-3", "scheduler-1", "scheduler-2", "scheduler-2"),
        timeline.stream().map(line -> line.instance().name()).toList());
    assertEquals("a line", timeline.get(3).message());
    assertTrue(timeline.get(1).error().stackTrace().contains("Caused by: b.C: why"));
    assertNull(timeline.get(3).error());
    assertEquals(4, index.count(questions.timelineQuery("order-1")));
  }

  @Test
  void stepsAreTheRunsOfOneTrace() throws IOException {
    List<FoundRun> steps = questions.steps("t1");

    assertEquals(
        List.of(RunOutcome.SUCCESS, RunOutcome.FAILURE, RunOutcome.FAILURE),
        steps.stream().map(FoundRun::outcome).toList());
    assertEquals(Duration.ofMillis(7), steps.get(0).duration());
    assertEquals(3, index.count(questions.stepsQuery("t1")));
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
  void integrityIsThatOfTheRunsInstances() throws IOException {
    List<InstanceIntegrity> instances = questions.integrity();

    assertEquals(
        List.of("scheduler-1", "scheduler-2", "scheduler-3"),
        instances.stream().map(found -> found.instance().name()).toList());
    assertEquals(
        List.of(List.of(new SequenceRange(0, 0)), List.of(new SequenceRange(1, 2)), List.of()),
        instances.stream().map(InstanceIntegrity::holes).toList());
    assertEquals(
        List.of(0L, 1L, 0L), instances.stream().map(InstanceIntegrity::duplicated).toList());
    assertEquals(4, questions.applicationEvents("id-scheduler-1"));
  }

  private static Instant at(int second) {
    return now.minusSeconds(60).plusSeconds(second);
  }

  private static String document(
      int second, String instance, int sequence, String run, String more) {
    return """
        {'@timestamp': '%s', 'log.level': 'INFO', 'event.sequence': %d, 'service.environment': '%s',
         'service.node.name': '%s', 'agent.type': 'flightlog', 'agent.ephemeral_id': 'id-%s', %s}
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
