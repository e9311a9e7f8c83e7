package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.FakeElasticsearch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code export} prints of spools that real pipelines left. */
class SpoolToolExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void printsEveryDocumentOldestFirst(String durability) throws IOException {
    PipelineStats stats = Spools.leave(root, durability, 3000, Map.of());
    ToolRun run = ToolRun.of("spool", "export", root.toString());
    assertEquals(0, run.status(), run::err);
    assertEquals("", run.err());
    assertEquals(
        LongStream.range(0, stats.spooled()).boxed().toList(), sequences(run, stats.instanceId()));
  }

  @Test
  void printsInstancesByTheirAgeAndOneIfAsked() throws IOException {
    PipelineStats first = Spools.leave(root, "spill", 100, Map.of());
    PipelineStats second = Spools.leave(root, "spill", 100, Map.of());
    ToolRun run = ToolRun.of("spool", "export", root.toString());
    List<String> instances = new ArrayList<>();
    for (String line : run.lines()) {
      String id = JSON.readTree(line).get("agent.ephemeral_id").asText();
      if (instances.isEmpty() || !instances.get(instances.size() - 1).equals(id)) {
        instances.add(id);
      }
    }
    assertEquals(List.of(first.instanceId(), second.instanceId()), instances);
    ToolRun one = ToolRun.of("spool", "export", root.toString(), "--instance", second.instanceId());
    assertEquals(0, one.status(), one::err);
    assertEquals(second.spooled(), sequences(one, second.instanceId()).size());
    assertTrue(!one.out().contains(first.instanceId()));
  }

  @Test
  void printsPairsThatBulkTakes() throws Exception {
    PipelineStats stats = Spools.leave(root, "spill", 500, Map.of());
    ToolRun run = ToolRun.of("spool", "export", "--bulk", root.toString());
    assertEquals(0, run.status(), run::err);
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.url().resolve("/_bulk"))
              .header("Content-Type", "application/x-ndjson")
              .POST(HttpRequest.BodyPublishers.ofString(run.out()))
              .build();
      assertEquals(
          200, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode());
      server.sequences().assertComplete(stats.instanceId(), stats.spooled());
    }
  }

  @Test
  void skipsWhatIsDamagedAndSaysSo() throws IOException {
    PipelineStats stats = Spools.leave(root, "journal", 3000, Map.of());
    Path file = Spools.batchFiles(root).get(0);
    Spools.flip(file, 300);
    ToolRun run = ToolRun.of("spool", "export", root.toString());
    assertEquals(1, run.status());
    assertTrue(run.err().contains(file.getFileName() + ": skipped in part: damaged"), run::err);
    List<Long> sequences = sequences(run, stats.instanceId());
    assertTrue(!sequences.isEmpty() && sequences.size() < stats.spooled(), sequences::toString);
  }

  private static List<Long> sequences(ToolRun run, String instance) throws IOException {
    List<Long> sequences = new ArrayList<>();
    for (String line : run.lines()) {
      JsonNode document = JSON.readTree(line);
      assertEquals(instance, document.get("agent.ephemeral_id").asText(), line);
      JsonNode sequence = document.get("event.sequence");
      if (sequence != null) {
        sequences.add(sequence.asLong());
      }
    }
    return sequences;
  }
}
