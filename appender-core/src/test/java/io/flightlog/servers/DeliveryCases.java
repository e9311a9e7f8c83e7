package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.FaultProxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A healthy server: everything arrives once and is found by its parts. */
interface DeliveryCases extends ServerCases {

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  default void thousandsArriveOnceAndAreFoundByTaskUserAndLevel(String compression) {
    String index = "delivered-" + compression;
    createIndex(index, Map.of());
    List<Severity> severities = List.of(Severity.values());
    try (Recorder recorder = new Recorder(url(), "index", index, "compression", compression)) {
      for (int i = 0; i < 5000; i++) {
        Map<String, String> context = Map.of("task.id", "t-" + i % 10, "user.id", "u-" + i % 4);
        recorder.log(severities.get(i % 5), "event " + i, context);
      }
      PipelineStats stats = recorder.closed();
      assertEquals(5002, stats.delivered());
      assertTrue(
          compression.equals("none") == (stats.wireBytes() == stats.bodyBytes()), stats::toString);
      assertArrived(index, stats.instanceId(), 5002);
    }
    assertEquals(500, probe().count(index, "task.id:\"t-3\""));
    assertEquals(1250, probe().count(index, "user.id:\"u-3\""));
    assertEquals(1000, probe().count(index, "log.level:ERROR"));
    assertEquals(
        250, probe().count(index, "task.id:\"t-3\" AND user.id:\"u-3\" AND log.level:WARN"));
    assertEquals(1, probe().count(index, "message:4711"));
  }

  @Test
  default void anAnswerThatIsLostDoublesNothing() {
    String index = "delivered-unheard";
    createIndex(index, Map.of());
    try (FaultProxy proxy = FaultProxy.before(url());
        Recorder recorder = new Recorder(proxy.url(), "index", index)) {
      recorder.logMany(100);
      recorder.flush();
      proxy.cutNextAnswer();
      recorder.logMany(2000);
      PipelineStats stats = recorder.closed();
      assertEquals(0, proxy.pendingCuts());
      assertTrue(stats.retriedRequests() > 0, stats::toString);
      assertEquals(2102, stats.delivered());
      assertArrived(index, stats.instanceId(), 2102);
    }
  }
}
