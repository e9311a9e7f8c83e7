package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All cases on every kind of server that is supported; one start of each. */
@EachServer(settings = {LimitCases.CONTENT, LimitCases.PRESSURE})
@Tag("full")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EveryServerIT
    implements DeliveryCases, RefusalCases, BlockedIndexCases, LimitCases, OutageCases {
  private final RealElasticsearch server;
  private final ServerProbe probe;

  EveryServerIT(RealElasticsearch server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Override
  public RealElasticsearch server() {
    return server;
  }

  @Override
  public ServerProbe probe() {
    return probe;
  }

  /** The 7.17 of these tests, and only it, is built without data streams. */
  @Test
  void installsTheRichestTemplateThatThisServerKnows() {
    String stream = "logs-rungs-default";
    PipelineStats stats;
    List<String> warnings;
    try (Recorder recorder = new Recorder(url(), "dataset", "rungs")) {
      recorder.logMany(10);
      stats = recorder.closed();
      warnings = recorder.diagnostics().warnings();
    }
    assertEquals(12, stats.delivered());
    assertArrived(stream, stats.instanceId(), 12);
    ServerProbe.Answer template = probe.get("/_index_template/flightlog-logs-rungs");
    if (server.version().startsWith("7.")) {
      assertEquals(404, template.status());
      assertEquals(1, warnings.size(), warnings::toString);
      return;
    }
    assertEquals(List.of(), warnings);
    JsonNode installed = template.body().path("index_templates").path(0).path("index_template");
    JsonNode settings = installed.path("template").path("settings").path("index");
    boolean elasticsearch = server.product().equals("elasticsearch");
    assertEquals(elasticsearch ? "logsdb" : "", settings.path("mode").asText());
    assertEquals(elasticsearch ? "" : "best_compression", settings.path("codec").asText());
    assertEquals(elasticsearch ? 1 : 0, installed.path("composed_of").size());
    String backing = probe.get("/" + stream + "/_settings").body().fieldNames().next();
    assertTrue(backing.startsWith(".ds-" + stream), backing);
  }
}
