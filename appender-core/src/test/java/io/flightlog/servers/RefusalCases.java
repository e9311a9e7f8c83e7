package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single documents that a server refuses, among others that it takes. */
interface RefusalCases extends ServerCases {

  @Test
  default void aDocumentThatDoesNotFitTheMappingArrivesStripped() {
    String index = "refused-stripped";
    createIndex(index, "\"labels\":{\"properties\":{\"amount\":{\"type\":\"long\"}}}");
    try (Recorder recorder = new Recorder(url(), "index", index)) {
      recorder.logMany(200);
      long refused = recorder.nextSequence();
      recorder.log(Severity.WARN, "twelve?", Map.of("amount", "twelve", "task.id", "t-1"));
      recorder.logMany(200);
      PipelineStats stats = recorder.closed();
      assertEquals(stats.accepted(), stats.delivered());
      assertArrived(index, stats.instanceId(), stats.accepted());
      JsonNode stripped = document(index, refused);
      assertEquals("twelve?", stripped.path("message").asText());
      assertEquals("WARN", stripped.path("log.level").asText());
      assertEquals("t-1", stripped.path("task.id").asText());
      assertTrue(stripped.path("labels.amount").isMissingNode(), stripped::toString);
      assertTrue(stripped.path("flightlog.original").asText().contains("twelve"));
      assertTrue(
          stripped.path("flightlog.refused.type").asText().contains("parsing_exception"),
          stripped::toString);
      assertEquals(1, probe().count(index, "_exists_:flightlog.refused.type"));
    }
  }

  @Test
  default void aDocumentThatDoesNotFitEvenStrippedIsADeadLetterAlone() {
    String index = "refused-dead";
    createIndex(index, "\"message\":{\"type\":\"long\"}");
    try (Recorder recorder = new Recorder(url(), "index", index)) {
      recorder.log("1");
      recorder.log("two");
      recorder.log("3");
      // the words of the two instance records are no numbers either
      PipelineStats stats = recorder.closed();
      assertEquals(5, stats.accepted());
      assertEquals(2, stats.delivered());
      assertEquals(3, stats.deadLettered());
      probe().refresh(index);
      assertEquals(2, probe().count(index, "*"));
      assertEquals("1", document(index, 1).path("message").asText());
      assertEquals("3", document(index, 3).path("message").asText());
    }
  }

  @Test
  default void fieldsBeyondTheLimitCostTheirDocumentsNothingButThem() {
    String index = "refused-fields";
    createIndex(index, Map.of("index.mapping.total_fields.limit", 100));
    try (Recorder recorder = new Recorder(url(), "index", index)) {
      recorder.log("before");
      for (int i = 0; i < 60; i++) {
        recorder.log(Severity.INFO, "label " + i, Map.of("key" + i, "v"));
      }
      recorder.log("after");
      PipelineStats stats = recorder.closed();
      assertEquals(stats.accepted(), stats.delivered());
      assertArrived(index, stats.instanceId(), stats.accepted());
      long stripped = probe().count(index, "_exists_:flightlog.refused.type");
      assertTrue(stripped > 0 && stripped < 60, () -> stripped + " stripped");
      assertEquals(60 - stripped, probe().count(index, "_exists_:labels"));
    }
  }

  /**
   * A copy of this process has written under our ids. One request with conflicts could be the
   * server's own repetition, so its events pass for delivered; from the next on they are stored
   * under ids of their own.
   */
  @Test
  default void eventsWhoseIdsACopyOfThisProcessHasAreStoredUnderOthers() {
    String index = "refused-taken";
    createIndex(index, Map.of());
    try (Recorder recorder =
        new Recorder(
            url(),
            "index",
            index,
            "batch.linger",
            "1 min",
            "batch.maxEvents",
            "50",
            "maxInFlight",
            "1")) {
      List<String> theirs = new ArrayList<>();
      for (int i = 1; i <= 300; i++) {
        theirs.add("{\"create\":{\"_id\":\"" + recorder.instance() + digits(i) + "\"}}");
        theirs.add("{\"message\":\"theirs\"}");
      }
      probe().bulk("/" + index + "/_bulk", theirs);
      for (int i = 1; i <= 300; i++) {
        recorder.log("ours");
      }
      recorder.awaitWarning("another recorder");
      PipelineStats stats = recorder.closed();
      assertEquals(stats.accepted(), stats.delivered());
      assertTrue(stats.conflicts() >= 100, stats::toString);
      probe().refresh(index);
      assertEquals(300, probe().count(index, "message:theirs"));
      long ours = probe().count(index, "message:ours");
      assertTrue(ours >= 300 - 50 + 1, () -> ours + " stored: more than one request's are not");
    }
  }

  /** A sequence as ids count: eight digits of 64 kinds, in the order of their characters. */
  private static String digits(long sequence) {
    String alphabet = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    StringBuilder digits = new StringBuilder();
    for (int shift = 42; shift >= 0; shift -= 6) {
      digits.append(alphabet.charAt((int) (sequence >> shift) & 63));
    }
    return digits.toString();
  }
}
