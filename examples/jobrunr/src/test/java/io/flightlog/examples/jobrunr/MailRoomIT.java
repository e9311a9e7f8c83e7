package io.flightlog.examples.jobrunr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs in JVMs of their own, and what the server has of them. */
@Tag("full")
@WithElasticsearch
class MailRoomIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String STREAM = "logs-jobrunr-default";
  private static final String RUN = "event.action:\"task-run\" AND ";
  private static final String JOBRUNRS_OWN =
      "log.logger:\"org.jobrunr.server.BackgroundJobPerformer\" AND ";

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  @TempDir private Path directory;

  MailRoomIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  private List<String> options(String instance) {
    return List.of(
        "-DELASTICSEARCH_URL=" + server.url(),
        "-DINSTANCE_NAME=" + instance,
        "-DFLIGHTLOG_SPOOL=" + directory.resolve("spool"),
        "-Djobs.directory=" + directory);
  }

  private long count(String query) {
    return probe.countNow(STREAM, query);
  }

  private List<JsonNode> found(String query) {
    probe.refresh(STREAM);
    return probe.searchAll(STREAM, query, "@timestamp");
  }

  @Test
  void theRunsOfWhatOneProcessHandsInAreInTheIndexAsTheOtherRanThem() {
    ChildJvm.Ended desk = ChildJvm.run(JAVA, null, options("front-desk"), FrontDesk.class);
    assertEquals(0, desk.status(), desk::output);
    try (ChildJvm room = ChildJvm.start(JAVA, options("mail-room"), MailRoom.class)) {
      Eventually.await(
          () -> room.output(),
          LONG,
          () ->
              count(RUN + "user.id:alice") == 1
                  && count(RUN + "user.id:bob") == 2
                  && count(JOBRUNRS_OWN + "user.id:bob") == 2
                  && count(RUN + "task.trigger:postbox") >= 1);
      room.terminate();
      room.awaitEnd(LONG);
    }
    JsonNode sent = found(RUN + "user.id:alice").get(0);
    assertEquals("success", sent.at("/event/outcome").asText());
    assertEquals(Letters.class.getName() + ".send", sent.at("/task/name").asText());
    assertEquals("enqueue", sent.at("/task/trigger").asText());
    assertSameRequest("alice", sent);
    assertAttempts(found(RUN + "user.id:bob"));
    assertEquals(count("event.action:\"task-started\""), count("event.action:\"task-run\""));
    assertEquals(2, count("event.action:\"recorder-stopped\""));
  }

  private void assertAttempts(List<JsonNode> runs) {
    List<JsonNode> told = found(JOBRUNRS_OWN + "user.id:bob");
    for (int i = 0; i < 2; i++) {
      JsonNode run = runs.get(i);
      assertEquals("failure", run.at("/event/outcome").asText());
      assertEquals(i + 1, run.at("/task/attempt").asInt());
      assertEquals(runs.get(0).at("/task/id"), run.at("/task/id"));
      assertEquals("no paper", run.at("/error/message").asText());
      assertSameRequest("bob", run);
      assertEquals(run.at("/task/run/id"), told.get(i).at("/task/run/id"));
      assertTrue(told.get(i).at("/message").asText().contains("jobName='Print invoice-7'"));
    }
    assertEquals("WARN", told.get(0).at("/log/level").asText());
    assertEquals("ERROR", told.get(1).at("/log/level").asText());
  }

  /** Of another instance, but of the trace of the request that handed it in. */
  private void assertSameRequest(String user, JsonNode run) {
    JsonNode request = found("message:\"A request of " + user + "\"").get(0);
    assertEquals(request.at("/trace/id"), run.at("/trace/id"));
    assertEquals("front-desk", request.at("/service/node/name").asText());
    assertEquals("mail-room", run.at("/service/node/name").asText());
  }
}
