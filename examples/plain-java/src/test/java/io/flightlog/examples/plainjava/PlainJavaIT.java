package io.flightlog.examples.plainjava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs in JVMs of their own, and what the server has of them. */
@Tag("full")
@WithElasticsearch
class PlainJavaIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String STREAM = "logs-plain-default";

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  private final String sinceThen = " AND @timestamp:[\"" + Instant.now() + "\" TO *]";

  @TempDir private Path spool;

  PlainJavaIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  private List<String> options(URI url) {
    return List.of("-DELASTICSEARCH_URL=" + url, "-DFLIGHTLOG_SPOOL=" + spool);
  }

  private long count(String query) {
    return probe.countNow(STREAM, query + sinceThen);
  }

  private JsonNode onlyRun(String query) {
    probe.refresh(STREAM);
    List<JsonNode> runs =
        probe.searchAll(STREAM, "event.action:\"task-run\" AND " + query + sinceThen, "@timestamp");
    assertEquals(1, runs.size(), runs::toString);
    return runs.get(0);
  }

  @Test
  void theRunsOfAScheduledExecutorAreInTheIndex() {
    try (ChildJvm service = ChildJvm.start(JAVA, options(server.url()), Housekeeping.class)) {
      Eventually.await(
          () -> service.output(),
          LONG,
          () ->
              count("message:\"does not run it again\"") == 1
                  && count("task.name:\"refresh-rates\" AND event.action:\"task-run\"") >= 2
                  && count("task.id:\"digest-42\" AND event.action:\"task-run\"") == 1);
      service.terminate();
      service.awaitEnd(LONG);
    }
    assertEquals(5, count("event.action:\"task-run\" AND task.name:\"sweep-carts\""));
    assertEquals(
        "java.lang.IllegalStateException",
        onlyRun("task.name:\"sweep-carts\" AND event.outcome:failure").at("/error/type").asText());
    JsonNode digest = onlyRun("event.outcome:failure AND user.id:alice");
    assertEquals("digest-42", digest.at("/task/id").asText());
    assertEquals("delay", digest.at("/task/trigger").asText());
    assertEquals("no mail server", digest.at("/error/message").asText());
    assertEquals(
        count("message:\"Rates are fresh\""),
        count("event.action:\"task-run\" AND task.name:\"refresh-rates\""));
    assertEquals(count("event.action:\"task-started\""), count("event.action:\"task-run\""));
    assertEquals(1, count("event.action:\"recorder-stopped\""));
  }

  @Test
  void aShortJobEndsWhenItsLogIsDelivered() {
    ChildJvm.Ended ended =
        ChildJvm.run(JAVA, null, options(server.url()), NightlyExport.class, "customers");
    assertEquals(0, ended.status(), ended::output);
    assertTrue(ended.output().contains("log: DELIVERED, 0 unsettled"), ended::output);
    JsonNode run = onlyRun("task.name:\"nightly-export\" AND event.outcome:success");
    assertEquals("customers", run.at("/task/id").asText());
    assertEquals(4, count("log.logger:*NightlyExport"));
  }

  @Test
  void aShortJobThatFailsSaysSoInItsStatusAndInTheIndex() {
    ChildJvm.Ended ended =
        ChildJvm.run(JAVA, null, options(server.url()), NightlyExport.class, "planets");
    assertEquals(1, ended.status(), ended::output);
    JsonNode run = onlyRun("task.name:\"nightly-export\" AND event.outcome:failure");
    assertEquals(
        "nobody knows how to export planets", run.at("/error/message").asText(), run::toString);
  }

  /** A run does not wait for what others left, so one that is quick may leave it to the next. */
  @Test
  void whatCouldNotBeSentIsOnTheDiskAndALaterRunSendsIt() throws Exception {
    int runs = 1;
    long end = System.nanoTime() + LONG.toNanos();
    try (FaultProxy proxy = FaultProxy.before(server.url())) {
      proxy.refuse();
      ChildJvm.Ended first =
          ChildJvm.run(JAVA, null, options(proxy.url()), NightlyExport.class, "customers");
      assertEquals(0, first.status(), first::output);
      assertTrue(first.output().contains("log: SPOOLED, 0 unsettled"), first::output);
      assertEquals(0, count("task.name:\"nightly-export\""));

      proxy.pass();
      do {
        ChildJvm.Ended later =
            ChildJvm.run(JAVA, null, options(proxy.url()), NightlyExport.class, "customers");
        assertEquals(0, later.status(), later::output);
        runs++;
      } while (batchesOnDisk() > 0 && System.nanoTime() - end < 0);
    }
    assertEquals(0, batchesOnDisk());
    assertEquals(runs, count("event.action:\"task-run\" AND task.name:\"nightly-export\""));
    assertEquals(runs * 4L, count("log.logger:*NightlyExport"));
  }

  private long batchesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(file -> file.toString().endsWith(".batch")).count();
    }
  }
}
