package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Servers with one writer and one place to wait for it, which others take: most refuse every item
 * of a request then, Elasticsearch 8 also whole requests.
 */
@EachServer(settings = {"thread_pool.write.size=1", "thread_pool.write.queue_size=1"})
@Tag("full")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FullWriteQueueIT implements ServerCases {
  private static final int OTHERS = 6;

  private final RealElasticsearch server;
  private final ServerProbe probe;

  FullWriteQueueIT(RealElasticsearch server, ServerProbe probe) {
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
  void whatIsRefusedIsSentAgainAndArrivesOnce() {
    String index = "queue";
    createIndex(index, Map.of());
    createIndex("others", Map.of());
    AtomicBoolean enough = new AtomicBoolean();
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      others.add(
          CompletableFuture.runAsync(
              () -> writeUntil(enough), task -> new Thread(task, "other writer").start()));
    }
    try (Recorder recorder = new Recorder(url(), "index", index, "batch.maxEvents", "50")) {
      try {
        do {
          recorder.logMany(500);
          Eventually.await(
              () -> "refusals, or delivery: " + recorder.stats(),
              Recorder.LONG,
              () -> refusals(recorder.stats()) >= 20 || recorder.stats().resident() == 0);
        } while (refusals(recorder.stats()) < 20);
      } finally {
        enough.set(true);
        others.forEach(CompletableFuture::join);
      }
      PipelineStats stats = recorder.closed();
      assertEquals(stats.accepted(), stats.delivered());
      boolean refusesWholeRequestsToo = server.version().startsWith("8.");
      assertTrue(refusesWholeRequestsToo || stats.retriedEvents() > 0, stats::toString);
      assertArrived(index, stats.instanceId(), stats.accepted());
    }
  }

  private static long refusals(PipelineStats stats) {
    return stats.retriedEvents() + stats.retriedRequests();
  }

  private void writeUntil(AtomicBoolean enough) {
    String pair = "{\"create\":{\"_index\":\"others\"}}\n{\"message\":\"theirs\"}\n";
    while (!enough.get()) {
      probe.bulkAnswer("/_bulk", pair.repeat(500));
    }
  }
}
