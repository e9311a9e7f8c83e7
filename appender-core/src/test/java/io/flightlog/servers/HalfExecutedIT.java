package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Elasticsearch 9 executes while it reads, in parts as small as its memory demands; so a request
 * that never reached it whole has stored something. It is told to be short of memory here.
 */
@EachServer(
    majors = 9,
    settings = {
      "indexing_pressure.memory.split_bulk.watermark.low=64kb",
      "indexing_pressure.memory.split_bulk.watermark.low.bulk_size=64kb",
      "indexing_pressure.memory.split_bulk.watermark.high=64kb",
      "indexing_pressure.memory.split_bulk.watermark.high.bulk_size=64kb"
    })
@Tag("full")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class HalfExecutedIT implements ServerCases {
  private static final int EVENTS = 6000;

  private final RealElasticsearch server;
  private final ServerProbe probe;

  HalfExecutedIT(RealElasticsearch server, ServerProbe probe) {
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

  @Test
  void aRequestThatIsCutHalfWayLeavesDocumentsAndItsRepetitionDoublesNone() {
    String index = "half";
    createIndex(index, Map.of());
    String filler = "x".repeat(1000);
    try (FaultProxy proxy = FaultProxy.before(url());
        Recorder recorder =
            new Recorder(
                proxy.url(),
                "index",
                index,
                "compression",
                "none",
                "batch.maxBytes",
                "12 MiB",
                "batch.poolBytes",
                "64 MiB",
                "batch.maxEvents",
                "10000",
                "batch.linger",
                "1 min")) {
      proxy.cutNextRequestAfter(4 << 20);
      // what follows is cut at once, so that the half can be looked at
      for (int i = 0; i < 1000; i++) {
        proxy.cutNextRequestAfter(0);
      }
      for (int i = 0; i < EVENTS; i++) {
        recorder.log(i + " " + filler);
      }
      recorder.flushNow();
      Eventually.await("the cut", Recorder.LONG, () -> proxy.pendingCuts() < 999);
      Eventually.await(
          "documents of a request that was cut",
          Recorder.LONG,
          () -> probe.countNow(index, "*") > 0);
      long half = probe.countNow(index, "*");
      assertTrue(half < EVENTS, half + " documents of a request that was cut");
      proxy.cutNoMore();
      PipelineStats stats = recorder.closed();
      assertEquals(EVENTS + 2, stats.delivered());
      assertArrived(index, stats.instanceId(), EVENTS + 2);
    }
  }
}
