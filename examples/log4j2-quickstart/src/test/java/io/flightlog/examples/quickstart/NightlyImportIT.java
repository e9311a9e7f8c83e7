package io.flightlog.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in JVMs of its own, and what the server has of it. */
@Tag("full")
@WithElasticsearch
class NightlyImportIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final String STREAM = "logs-quickstart-default";

  /** Good evening; two records of each run; eight parts, a file left, and the shop. */
  private static final int LINES = 1 + 2 * 4 + 8 + 1 + 1;

  private static final String DELIVERED = "log: DELIVERED, 0 unsettled\n";

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  private final String sinceThen = " AND @timestamp:[\"" + Instant.now() + "\" TO *]";

  @TempDir private Path spool;

  NightlyImportIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void eachRunIsInTheIndexWithItsUserItsLinesAndTheirNumber() {
    assertEquals(new ChildJvm.Ended(0, DELIVERED), run(server.url()));

    probe.refresh(STREAM);
    assertEquals(LINES, count("user.id:alice"));
    JsonNode whole = onlyRecord("task.name:\"nightly-import\"");
    assertEquals("success", whole.at("/event/outcome").asText());
    assertCounts(0, 1, 1, whole);
    assertCounts(0, 0, 3, onlyRecord("task.id:\"orders.csv\""));
    JsonNode failed = onlyRecord("task.id:\"prices.csv\"");
    assertEquals("failure", failed.at("/event/outcome").asText());
    assertEquals("line 31 has no price", failed.at("/error/message").asText());
    assertCounts(0, 0, 2, failed);
    assertCounts(0, 0, 3, onlyRecord("task.id:\"stock.csv\""));
  }

  /** A run does not wait for what others left, so one that is quick may leave it to the next. */
  @Test
  void whatCouldNotBeSentIsOnTheDiskAndALaterRunSendsIt() throws IOException {
    int runs = 1;
    try (FaultProxy proxy = FaultProxy.before(server.url())) {
      proxy.refuse();
      assertEquals(new ChildJvm.Ended(0, "log: SPOOLED, 0 unsettled\n"), run(proxy.url()));
      assertEquals(0, count("user.id:alice"));

      proxy.pass();
      do {
        assertEquals(0, run(proxy.url()).status());
        runs++;
      } while (runs < 6 && batchesOnDisk() > 0);
    }
    assertEquals(0, batchesOnDisk());
    assertEquals((long) runs * LINES, count("user.id:alice"));
  }

  private ChildJvm.Ended run(URI url) {
    List<String> options = List.of("-Delasticsearch.url=" + url, "-Dflightlog.spool=" + spool);
    return ChildJvm.run(JAVA, null, options, NightlyImport.class);
  }

  private long count(String query) {
    return probe.countNow(STREAM, query + sinceThen);
  }

  private JsonNode onlyRecord(String query) {
    List<JsonNode> runs =
        probe.searchAll(STREAM, "event.action:\"task-run\" AND " + query + sinceThen, "@timestamp");
    assertEquals(1, runs.size(), runs::toString);
    return runs.get(0);
  }

  /** By the record, and by the lines themselves. */
  private void assertCounts(int errors, int warnings, int infos, JsonNode record) {
    String run = record.at("/task/run/id").asText();
    assertFalse(run.isEmpty(), record::toString);
    String lines =
        "task.run.id:" + run + " AND NOT event.action:(\"task-run\" OR \"task-started\")";
    assertCount(errors, "ERROR", lines, record);
    assertCount(warnings, "WARN", lines, record);
    assertCount(infos, "INFO", lines, record);
  }

  private void assertCount(int expected, String level, String lines, JsonNode record) {
    assertEquals(expected, count(lines + " AND log.level:" + level), lines + " " + level);
    String field = "/task/log/" + level.toLowerCase(Locale.ROOT);
    assertEquals(expected, record.at(field).asInt(-1), record::toString);
  }

  private long batchesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(file -> file.toString().endsWith(".batch")).count();
    }
  }
}
