package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with a real Elasticsearch as receiver. */
@Tag("full")
class EndToEndIT {
  private static final int EVENTS = 3000;

  @TempDir private Path directory;

  @Test
  void aRealElasticsearchHoldsEveryEventOnceAndHasItsPrice() throws IOException {
    String[] arguments = {
      "--real",
      "--warm-up",
      "1000",
      "--events",
      "" + EVENTS,
      "--rounds",
      "1",
      "--directory",
      directory.toString(),
      "--only",
      "flightlog,bare,bare-default"
    };
    assertEquals(0, EndToEnd.commandLine().execute(arguments));
    JsonNode subjects =
        new ObjectMapper().readTree(directory.resolve("end-to-end.json").toFile()).get("subjects");
    for (String id : new String[] {"flightlog", "bare", "bare-default"}) {
      JsonNode figures = subjects.at("/" + id + "/rounds/0/figures");
      assertEquals(EVENTS, figures.path("DELIVERED").asLong(), id);
      assertEquals(0, figures.path("LOST").asLong(), id);
      assertEquals(0, figures.path("DUPLICATED").asLong(), id);
      assertTrue(figures.path("SERVER_CPU_NANOS").asDouble() > 0, id);
      assertTrue(figures.path("SERVER_MERGE_NANOS").asDouble() > 0, id);
      assertTrue(figures.path("DISK_BYTES").asDouble() > 0, id);
    }
  }
}
