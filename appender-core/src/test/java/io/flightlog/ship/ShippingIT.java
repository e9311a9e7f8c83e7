package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.agent.AgentThread;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.SealedBatches;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Set-up, bulk requests and refusals against a real server. */
@WithElasticsearch
class ShippingIT {
  private final ElasticsearchServer server;
  private final ServerProbe probe;

  ShippingIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void setsUpADataStreamWithTheTypesThatTheDocumentsNeed() {
    assumeFalse(server.version().startsWith("7."), "this distribution has no data streams");
    OptionValues options = options("ship-types").set("retention", "30d");
    try (Run run = new Run(options)) {
      run.seal("a-0", document(0));
      run.seal("a-1", document(1));
      run.seal("a-0", document(0));
      run.awaitSettled();
      assertEquals(3, run.stats().delivered());
      assertEquals(1, run.diagnostics.infos().size(), run.diagnostics.infos()::toString);
    }
    probe.refresh("logs-ship_types-default");
    assertEquals(2, probe.count("logs-ship_types-default", "*"));
    assertEquals(1, probe.count("logs-ship_types-default", "message:\"sequence 1\""));
    assertEquals(2, probe.count("logs-ship_types-default", "numeric_labels.amount:[1 TO 2]"));
    assertEquals(2, probe.count("logs-ship_types-default", "labels.flag:true"));
    assertEquals(2, probe.count("logs-ship_types-default", "error.stack_trace:boom"));

    JsonNode mapping = probe.get("/logs-ship_types-default/_mapping").body().elements().next();
    assertEquals("text", type(mapping, "message"));
    assertEquals("date", type(mapping, "@timestamp"));
    assertEquals("long", type(mapping, "event", "sequence"));
    assertEquals("keyword", type(mapping, "labels", "flag"));
    assertEquals("keyword", type(mapping, "labels", "looks_like_a_date"));
    assertEquals("double", type(mapping, "numeric_labels", "amount"));
    assertEquals("date", type(mapping, "task", "scheduled_at"));
    assertEquals("long", type(mapping, "task", "lag"));
    assertEquals("long", type(mapping, "task", "log", "error"));

    try (Run again = new Run(options)) {
      again.seal("a-2", document(2));
      again.awaitSettled();
      assertEquals(List.of(), again.diagnostics.infos());
      assertEquals(List.of(), again.diagnostics.warnings());
    }
  }

  @Test
  void aDocumentThatDoesNotFitTheMappingArrivesStrippedAndIsSaidOnce() {
    assumeFalse(server.version().startsWith("7."), "this distribution has no data streams");
    try (Run run = new Run(options("ship-refused").set("indexMode", "standard"))) {
      run.seal("b-0", document(0));
      run.seal("b-1", document(1).replace("\"event.duration\":17", "\"event.duration\":\"long\""));
      run.seal("b-2", document(2));
      run.awaitSettled();
      assertEquals(3, run.stats().delivered());
      assertEquals(1, run.stats().stripped());
      assertEquals(1, run.diagnostics.warnings().size());
    }
    probe.refresh("logs-ship_refused-default");
    assertEquals(
        1,
        probe.count(
            "logs-ship_refused-default",
            "flightlog.refused.type:document_parsing_exception AND event.sequence:1"));
  }

  @Test
  void aDocumentThatNamesAFieldTwiceArrivesStripped() {
    assumeFalse(server.version().startsWith("7."), "this distribution has no data streams");
    try (Run run = new Run(options("ship-twice"))) {
      run.seal("t-0", document(0).replace("\"tags\":", "\"labels.flag\":\"again\",\"tags\":"));
      run.seal("t-1", document(1));
      run.awaitSettled();
      assertEquals(2, run.stats().delivered());
      assertEquals(1, run.stats().stripped());
    }
    probe.refresh("logs-ship_twice-default");
    assertEquals(2, probe.count("logs-ship_twice-default", "*"));
    assertEquals(1, probe.count("logs-ship_twice-default", "_exists_:flightlog.refused.type"));
  }

  @Test
  void aTemplateThatIsRefusedIsOneWarningAndTheEventsArrive() {
    assumeFalse(server.version().startsWith("7."), "this distribution has no data streams");
    String rival =
        "{\"index_patterns\":[\"logs-ship_rival-*\"],\"priority\":501,\"data_stream\":{}}";
    assertEquals(200, probe.put("/_index_template/rival", rival).status());
    try (Run run = new Run(options("ship-rival"))) {
      run.seal("c-0", document(0));
      run.awaitSettled();
      assertEquals(1, run.stats().delivered());
      assertEquals(1, run.diagnostics.warnings().size(), run.diagnostics.warnings()::toString);
      assertTrue(run.diagnostics.warnings().get(0).contains("answered with 400"));
    }
  }

  @Test
  void eventsForAReadOnlyIndexAreKeptUntilItTakesThem() {
    OptionValues options =
        options("ship-blocked").set("index", "ship-blocked").set("retry.maxBackoff", "1 s");
    String blocked = "{\"settings\":{\"index.blocks.write\":true}}";
    assertEquals(200, probe.put("/ship-blocked", blocked).status());
    try (Run run = new Run(options)) {
      run.seal("d-0", document(0));
      Eventually.await("said", Duration.ofMinutes(2), () -> !run.diagnostics.warnings().isEmpty());
      assertTrue(run.diagnostics.warnings().get(0).contains("403 cluster_block_exception"));
      assertEquals(0, run.stats().lostTotal());

      String unblock = "{\"index.blocks.write\":false}";
      assertEquals(200, probe.put("/ship-blocked/_settings", unblock).status());
      run.awaitSettled();
      assertEquals(1, run.stats().delivered());
    }
  }

  @Test
  void theAnswerThatAllWereCreatedIsTheOneThatIsCompared() throws Exception {
    for (String compression : List.of("none", "gzip")) {
      PipelineConfig config =
          PipelineConfig.from(options("ship-created").set("compression", compression));
      try (Rest5BulkClient client =
          Rest5BulkClient.open(config, "test", new RecordedDiagnostics())) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          pairs.append("{\"create\":{\"_index\":\"ship-created\",\"_id\":\"" + compression + i);
          pairs.append("\"}}\n").append(document(i)).append('\n');
        }
        byte[] body = pairs.toString().getBytes(StandardCharsets.UTF_8);
        Flight flight = new Flight(() -> {});
        Outcome outcome = new Outcome();
        client.send(0, new BulkRequests(config.http()).of(body, body.length, flight), outcome);
        HttpAnswer answer = outcome.awaitAnswer();
        assertEquals(compression.equals("gzip"), GzipBody.isGzip(answer.body(), answer.length()));
        assertTrue(new CreatedAnswer().matches(answer, 100), () -> Outcome.text(answer));
      }
    }
  }

  private OptionValues options(String dataset) {
    return new OptionValues()
        .set("url", server.url().toString())
        .set("durability", "memory")
        .set("dataset", dataset.replace('-', '_'))
        .set("retry.initialBackoff", "50 ms");
  }

  private static String type(JsonNode index, String... path) {
    JsonNode node = index.path("mappings");
    for (String name : path) {
      node = node.path("properties").path(name);
    }
    return node.path("type").asText();
  }

  private static String document(int sequence) {
    return """
        {"event.sequence":%d,"@timestamp":"2026-11-01T10:00:00.123456Z","log.level":"ERROR",\
        "message":"sequence %d","error.type":"java.lang.IllegalStateException",\
        "error.stack_trace":"java.lang.IllegalStateException: boom\\n\\tat a.B.c(B.java:1)",\
        "task.scheduled_at":"2026-11-01T09:59:00Z","task.attempt":2,"event.duration":17,\
        "tags":["A","B"],"labels.flag":"true","labels.looks_like_a_date":"2026-11-01",\
        "numeric_labels.amount":%d,"flightlog.original":"{}","host.name":"h1"}"""
        .formatted(sequence, sequence, 1 + sequence % 2);
  }

  /** A shipper on its own thread with the real client. */
  private static final class Run implements AutoCloseable {
    private final SealedBatches batches = new SealedBatches(8, 64 << 10, 100);
    private final Counters counters = new Counters();
    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final PipelineConfig config;
    private final Rest5BulkClient client;
    private final AgentThread thread;

    Run(OptionValues options) {
      config = PipelineConfig.from(options);
      client = Rest5BulkClient.open(config, "test", diagnostics);
      Shipper shipper =
          new Shipper(
              config,
              client,
              batches.handoff(),
              batches.pool(),
              batches.watermark(),
              counters,
              diagnostics,
              NanoClock.SYSTEM,
              new SplittableRandom(),
              2,
              null);
      thread = new AgentThread(shipper, (role, failure) -> diagnostics.error("failed", failure));
      shipper.onArrival(thread::wake);
      thread.start();
    }

    void seal(String id, String document) {
      String action =
          "{\"create\":{\"_index\":\"" + config.destination().target() + "\",\"_id\":\"";
      batches.sealPair(action + id + "\"}}\n" + document + "\n");
    }

    void awaitSettled() {
      Eventually.await(
          "settled",
          Duration.ofMinutes(2),
          () -> batches.watermark().settled() == batches.lastSequence());
    }

    PipelineStats stats() {
      return counters.snapshot(
          "test", PipelineReading.inMemory(batches.pool().residentEvents(), 0, 0));
    }

    @Override
    public void close() {
      thread.stop();
      assertTrue(thread.join(Deadline.after(Duration.ofMinutes(1), NanoClock.SYSTEM)));
      client.close();
      assertEquals(0, diagnostics.errors().size(), diagnostics.errors()::toString);
    }
  }
}
