package io.flightlog.examples.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.server.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in a JVM of its own, before a real Elasticsearch that dies and comes back. */
@Tag("full")
class BillingApplicationIT {
  private static final String INDEX = "logs-billing-default";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void runsAreInTheIndexAndTheActuatorTellsOfOutages() throws Exception {
    tellsAll(Path.of(System.getProperty("java.home")), false);
  }

  @Test
  void soItIsWithVirtualThreads() throws Exception {
    Optional<Path> jdk = Jdks.find(21, Integer.MAX_VALUE);
    assumeTrue(jdk.isPresent(), () -> "needs a JDK 21 or newer, found " + Jdks.ofThisMachine());
    tellsAll(jdk.get(), true);
  }

  private void tellsAll(Path javaHome, boolean virtualThreads) throws Exception {
    try (RealElasticsearch server =
            RealElasticsearch.builder().port(RealElasticsearch.freePort()).build().start();
        ChildJvm application = start(javaHome, server.url(), virtualThreads)) {
      URI actuator = URI.create("http://127.0.0.1:" + port(application) + "/actuator/");
      assertRunsArrive(server.probe());
      assertMetrics(actuator);
      awaitHealth(actuator, "UP");

      server.kill();
      JsonNode degraded = awaitHealth(actuator, "DEGRADED");
      String reason = degraded.at("/components/recorder/details/reason").asText();
      assertTrue(reason.endsWith(" events wait on disk for Elasticsearch"), degraded::toString);
      server.start();
      JsonNode up = awaitHealth(actuator, "UP");
      assertEquals(0, up.at("/components/recorder/details/lost").asLong(), up::toString);

      application.terminate();
      application.awaitEnd(LONG);
      assertEverythingIsThere(server.probe(), application);
    }
  }

  private ChildJvm start(Path javaHome, URI url, boolean virtualThreads) throws IOException {
    return ChildJvm.start(
        javaHome,
        List.of(
            "-Dserver.port=0",
            "-Dserver.address=127.0.0.1",
            "-Dspring.threads.virtual.enabled=" + virtualThreads,
            "-Dlogs.elasticsearch.url=" + url,
            "-Dlogs.elasticsearch.spool=" + folder.resolve("spool")),
        BillingApplication.class);
  }

  private static int port(ChildJvm application) {
    Eventually.await(application::output, LONG, () -> PORT.matcher(application.output()).find());
    Matcher said = PORT.matcher(application.output());
    assertTrue(said.find());
    return Integer.parseInt(said.group(1));
  }

  private static void assertRunsArrive(ServerProbe probe) {
    String failed = "event.action:task-run AND event.outcome:failure AND task.name:Invoices.send";
    await(probe, failed + " AND user.id:* AND task.trigger:fixed-rate AND task.lag:*");
    String springsLine = "message:\"Unexpected error occurred in scheduled task\"";
    await(probe, springsLine + " AND task.name:Invoices.send AND task.run.id:* AND user.id:*");
    await(probe, "event.action:task-run AND task.name:Invoices.remind AND task.trigger:cron");
    await(
        probe,
        "message:\"is in the post\" AND task.name:Invoices.send AND NOT process.thread.name:scheduling*");
    await(
        probe,
        "event.action:task-run AND event.outcome:success AND task.name:close-books AND task.attempt:1"
            + " AND user.id:accounting");
    await(
        probe,
        "message:\"accounts are closed\" AND task.name:close-books AND labels.batch_step:accounts");
  }

  private static void await(ServerProbe probe, String query) {
    Eventually.await(query, LONG, () -> probe.countNow(INDEX, query) > 0);
  }

  private static void assertMetrics(URI actuator) throws IOException {
    String scraped = get(actuator.resolve("prometheus"));
    for (String meter :
        List.of(
            "flightlog_events_accepted_total",
            "flightlog_events_delivered_total",
            "flightlog_events_dead_lettered_total",
            "flightlog_events_dropped_total{level=\"error\"}",
            "flightlog_events_lost_total{reason=",
            "flightlog_events_resident",
            "flightlog_events_spooled",
            "flightlog_spool_bytes",
            "flightlog_requests_total")) {
      assertTrue(scraped.contains("\n" + meter), () -> meter + " is not among " + scraped);
    }
    JsonNode delivered = JSON.readTree(get(actuator.resolve("metrics/flightlog.events.delivered")));
    assertTrue(delivered.at("/measurements/0/value").asDouble() > 0, delivered::toString);
  }

  private static JsonNode awaitHealth(URI actuator, String status) throws IOException {
    JsonNode[] last = new JsonNode[1];
    Eventually.await(
        () -> status + ": " + last[0],
        LONG,
        () -> {
          try {
            last[0] = JSON.readTree(get(actuator.resolve("health")));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return last[0].at("/components/recorder/status").asText().equals(status)
              && last[0].at("/status").asText().equals(status);
        });
    return last[0];
  }

  /** What ran was waited for, and the last lines were sent: no run without an end, no hole. */
  private static void assertEverythingIsThere(ServerProbe probe, ChildJvm application) {
    probe.refresh("logs-*");
    assertEquals(
        ids(probe, "event.action:task-started"),
        ids(probe, "event.action:task-run"),
        application::output);
    assertEquals(1, probe.count(INDEX, "event.action:recorder-stopped"), application::output);
    JsonNode stopped = probe.searchAll(INDEX, "event.action:recorder-stopped", "@timestamp").get(0);
    String instance = text(stopped, "agent.ephemeral_id");
    long highest = Long.parseLong(text(stopped, "event.sequence"));
    probe.sequences(INDEX).assertComplete(instance, highest + 1);
  }

  private static Set<String> ids(ServerProbe probe, String query) {
    Set<String> ids = new HashSet<>();
    for (JsonNode hit : probe.searchAll(INDEX, query, "event.sequence")) {
      ids.add(text(hit, "task.run.id"));
    }
    return ids;
  }

  /** An index in logsdb mode makes objects of dotted names. */
  private static String text(JsonNode source, String field) {
    JsonNode flat = source.path(field);
    JsonNode found = flat.isMissingNode() ? source.at("/" + field.replace('.', '/')) : flat;
    assertFalse(found.isMissingNode(), () -> field + " is not in " + source);
    return found.asText();
  }

  private static String get(URI uri) throws IOException {
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
