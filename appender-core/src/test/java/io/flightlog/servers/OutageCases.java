package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.RealElasticsearch;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A server that hangs, dies and comes back while an application logs. */
interface OutageCases extends ServerCases {

  @Override
  RealElasticsearch server();

  @Test
  default void aServerThatHangsAndGoesOnGetsEverythingOnce() {
    String index = "outage-hang";
    createIndex(index, Map.of());
    underLoad(
        index,
        recorder -> {
          server().suspend();
          try {
            long before = recorder.stats().retriedRequests();
            Eventually.await(
                "requests time out",
                Recorder.LONG,
                () -> recorder.stats().retriedRequests() >= before + 2);
          } finally {
            server().resume();
          }
        });
  }

  @Test
  default void aServerThatIsKilledAndStartedAgainGetsEverythingOnce() {
    String index = "outage-kill";
    createIndex(index, Map.of());
    underLoad(
        index,
        recorder -> {
          server().kill();
          server().start();
        });
  }

  @Test
  default void aServerThatIsRestartedGetsEverythingOnce() {
    String index = "outage-restart";
    createIndex(index, Map.of());
    underLoad(index, recorder -> server().restart());
  }

  interface Outage {
    void happenTo(Recorder recorder);
  }

  private void underLoad(String index, Outage outage) {
    try (Recorder recorder =
        new Recorder(
            url(),
            "index",
            index,
            "requestTimeout",
            "1 s",
            "queue.slots",
            "65536",
            "batch.poolBytes",
            "64 MiB",
            "queue.maxLargeBytes",
            "64 MiB")) {
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> load =
          CompletableFuture.runAsync(
              () -> {
                while (!enough.get()) {
                  recorder.log("under load");
                  LockSupport.parkNanos(500_000);
                }
              },
              task -> new Thread(task, "load").start());
      try {
        recorder.awaitDelivered(500);
        outage.happenTo(recorder);
        recorder.awaitDelivered(recorder.stats().accepted() + 500);
      } finally {
        enough.set(true);
        load.join();
      }
      PipelineStats stats = recorder.closed();
      assertTrue(stats.retriedRequests() > 0, stats::toString);
      assertEquals(stats.accepted(), stats.delivered());
      assertArrived(index, stats.instanceId(), stats.accepted());
    }
  }
}
