package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shared server, and what the probe finds in it. */
@Tag("full")
@WithElasticsearch
class WithElasticsearchIT {

  private static final AtomicReference<ElasticsearchServer> FIRST = new AtomicReference<>();

  @Test
  void allTestsShareOneServer(ElasticsearchServer server) {
    FIRST.compareAndSet(null, server);
    assertSame(FIRST.get(), server);
    assertFalse(server.version().isBlank());
  }

  @Test
  void soDoesThisOne(ElasticsearchServer server) {
    allTestsShareOneServer(server);
  }

  @Test
  void probeStreamsSequencesAcrossPages(ServerProbe probe) {
    List<String> lines = new ArrayList<>();
    for (int sequence = 0; sequence < 25_000; sequence++) {
      if (sequence != 17) {
        add(lines, "left", sequence);
      }
      if (sequence % 5 == 0) {
        add(lines, "right", sequence / 5);
      }
    }
    add(lines, "right", 3);
    lines.add("{\"create\":{}}");
    lines.add("{\"agent.ephemeral_id\":\"left\",\"note\":\"a status record\"}");
    probe.bulk("/oracle/_bulk", lines);
    probe.refresh("oracle");

    SequenceOracle oracle = probe.sequences("oracle");
    assertEquals(1, oracle.report("left").missingEvents());
    assertEquals(1, oracle.report("right").repeats());
    assertEquals(24_999, oracle.report("left").events());
    assertEquals(5_000, oracle.report("right").events());

    SequenceOracle streamed = new SequenceOracle();
    probe.forEachSequence("oracle", "left", sequence -> streamed.record("left", sequence));
    assertEquals(oracle.report("left"), streamed.report("left"));
  }

  @Test
  void probeFindsTheRecordsOfOneInstanceByTheirNumber(ServerProbe probe) {
    probe.bulk("/recorders/_bulk", RecorderRecordsTest.lines());
    probe.refresh("recorders");
    List<JsonNode> records = probe.records("recorders", "0123456789abcdef");
    assertEquals(List.of(1, 2, 10, 99), RecorderRecordsTest.numbers(records));
    assertEquals(List.of(), probe.records("no-such-index", "0123456789abcdef"));
  }

  @Test
  void probeCountsSearchesAndReportsRefusals(ServerProbe probe) {
    probe.bulk(
        "/notes/_bulk",
        List.of(
            "{\"create\":{}}",
            "{\"n\":2,\"user\":\"x\"}",
            "{\"create\":{}}",
            "{\"n\":1,\"user\":\"x\"}"));
    probe.refresh("notes");
    assertEquals(1, probe.count("notes", "n:2"));
    assertEquals(0, probe.count("no-such-index", "*"));
    List<JsonNode> notes = probe.searchAll("notes", "user:x", "n");
    assertEquals(List.of(1, 2), notes.stream().map(note -> note.path("n").asInt()).toList());
    assertEquals(404, probe.get("/no-such-index/_search").status());
    assertEquals(200, probe.delete("/notes").status());
  }

  private static void add(List<String> lines, String instance, int sequence) {
    lines.add("{\"create\":{}}");
    lines.add("{\"event.sequence\":" + sequence + ",\"agent.ephemeral_id\":\"" + instance + "\"}");
  }
}
