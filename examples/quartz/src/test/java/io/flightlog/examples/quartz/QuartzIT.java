package io.flightlog.examples.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster in JVMs of its own: one instance is killed, and the other finishes its job. */
@Tag("full")
@WithElasticsearch
class QuartzIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String STREAM = "logs-quartz-default";
  private static final String FAILED_LABELS =
      "log.logger:*JobRunShell AND task.name:\"print-label\"";
  private static final String FAILED_SWEEPS =
      "task.name:\"sweep-carts\" AND event.outcome:failure AND service.node.name:\"worker-2\"";

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  @TempDir private Path spools;

  QuartzIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  private List<String> options(String instance) {
    return List.of(
        "-DELASTICSEARCH_URL=" + server.url(),
        "-DINSTANCE=" + instance,
        "-DFLIGHTLOG_SPOOL=" + spools.resolve(instance));
  }

  private ChildJvm worker(String name, String databaseUrl) {
    return ChildJvm.start(
        JAVA,
        Stream.concat(options(name).stream(), Stream.of("-D" + databaseUrl)).toList(),
        Worker.class);
  }

  private long count(String query) {
    return probe.countNow(STREAM, query);
  }

  private List<JsonNode> records(String action, String query) {
    return probe.searchAll(STREAM, "event.action:\"" + action + "\" AND " + query, "@timestamp");
  }

  @Test
  void theStoryOfEachJobIsInTheIndex() {
    try (ChildJvm desk = ChildJvm.start(JAVA, options("desk"), FrontDesk.class)) {
      String url = desk.awaitLine("DATABASE_URL=", LONG);
      desk.awaitLine("ready", LONG);
      try (ChildJvm first = worker("worker-1", url)) {
        Eventually.await(
            first::output,
            LONG,
            () ->
                count("event.action:\"task-run\" AND task.name:\"print-label\"") == 7
                    && count(FAILED_LABELS) == 5
                    && count("message:\"Importing part\"") > 0);
        first.kill();
        try (ChildJvm second = worker("worker-2", url)) {
          Eventually.await(
              second::output,
              LONG,
              () ->
                  count("event.action:\"task-run\" AND task.name:\"import-prices\"") == 1
                      && count("event.action:\"task-run\" AND " + FAILED_SWEEPS) > 0);
          second.terminate();
          second.awaitEnd(LONG);
        }
      }
    }
    count("*");
    assertLabels();
    assertTheImportWasFinishedElsewhere();
    assertSweeps();
  }

  private void assertLabels() {
    List<JsonNode> ofBob = records("task-run", "event.outcome:failure AND user.id:bob");
    assertEquals(3, ofBob.size(), ofBob::toString);
    for (int i = 0; i < 3; i++) {
      JsonNode run = ofBob.get(i);
      assertEquals(i + 1, run.at("/task/attempt").asInt());
      assertEquals("order-3-to-nowhere", run.at("/task/id").asText());
      assertEquals("shipping", run.at("/task/queue").asText());
      assertEquals("once", run.at("/task/trigger").asText());
      assertEquals("the printer is jammed", run.at("/error/message").asText());
    }
    assertEquals(2, count("event.action:\"task-run\" AND event.outcome:success AND user.id:alice"));
  }

  private void assertTheImportWasFinishedElsewhere() {
    List<JsonNode> starts = records("task-started", "task.name:\"import-prices\"");
    assertEquals(2, starts.size(), starts::toString);
    JsonNode run = records("task-run", "task.name:\"import-prices\"").get(0);
    assertEquals("success", run.at("/event/outcome").asText());
    assertEquals("worker-2", run.at("/service/node/name").asText());
    assertEquals("worker-1", starts.get(0).at("/service/node/name").asText());
    assertEquals("may", run.at("/task/id").asText());
    assertEquals("recovery", run.at("/task/trigger").asText());
    assertEquals(2, run.at("/task/attempt").asInt());
    assertEquals("carol", run.at("/user/id").asText());
    JsonNode death = records("task-died", "user.id:carol").get(0);
    assertEquals("may", death.at("/task/id").asText());
    assertEquals(1, death.at("/task/attempt").asInt());
    assertEquals(starts.get(0).at("/task/id"), run.at("/task/id"));
    assertNotEquals(starts.get(0).at("/task/run/id"), run.at("/task/run/id"));
  }

  private void assertSweeps() {
    List<JsonNode> failed = records("task-run", FAILED_SWEEPS);
    Set<String> ids =
        failed.stream().map(run -> run.at("/task/run/id").asText()).collect(Collectors.toSet());
    for (JsonNode run : failed) {
      assertEquals("java.lang.IllegalStateException", run.at("/error/type").asText());
      assertEquals("cron", run.at("/task/trigger").asText());
    }
    for (String id : ids) {
      assertEquals(1, count("log.logger:*JobRunShell AND task.run.id:" + id));
      assertEquals(1, count("log.logger:*ErrorLogger AND task.run.id:" + id));
    }
  }
}
