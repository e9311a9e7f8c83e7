package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that makes keys of its users' input leaves the index its fields. */
@WithElasticsearch
@Tag("full")
class LabelNamesIT {
  private static final int EVENTS = 300;

  /** Few, as each new field of a mapping takes a server a tenth of a second. */
  private static final int NAMES = 50;

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  LabelNamesIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void keysOfUserInputStopAtTheBoundAndOthersStillGetTheirFields() {
    String stream = "logs-explosion-default";
    try (Recorder attacked =
        new Recorder(server.url(), "dataset", "explosion", "maxLabelNames", "" + NAMES)) {
      attacked.log(Severity.INFO, "own", Map.of("shop", "b12"));
      for (int i = 0; i < EVENTS; i++) {
        attacked.log(Severity.INFO, "m", Map.of("input-" + i, "v", "shop", "b12"));
      }
      PipelineStats stats = attacked.closed();
      assertEquals(EVENTS + 3, stats.delivered());
      assertEquals(1, attacked.diagnostics().warnings().size());
    }
    try (Recorder other = new Recorder(server.url(), "dataset", "explosion")) {
      other.log(Severity.INFO, "m", Map.of("tenant", "blue"));
      other.closed();
    }
    probe.refresh(stream);
    assertEquals(NAMES + 1, labelFields(stream), "those of the one, and that of the other");
    assertEquals(EVENTS + 1, probe.count(stream, "labels.shop:b12"));
    assertEquals(1, probe.count(stream, "labels.tenant:blue"));
    assertTrue(probe.count(stream, "labels.flightlog_truncated:1") >= EVENTS - NAMES);
  }

  /** Without the library's own. */
  private int labelFields(String stream) {
    JsonNode mapping = probe.get("/" + stream + "/_mapping").body().elements().next();
    JsonNode labels = mapping.path("mappings").path("properties").path("labels").path("properties");
    return labels.size() - (labels.has("flightlog_truncated") ? 1 : 0);
  }
}
