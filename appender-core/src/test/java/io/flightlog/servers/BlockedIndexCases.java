package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index that takes nothing until somebody mends it; events are kept meanwhile. */
interface BlockedIndexCases extends ServerCases {

  @ParameterizedTest
  @CsvSource({
    "index.blocks.write, 403 cluster_block_exception",
    "index.blocks.read_only, 403 cluster_block_exception",
    "index.blocks.read_only_allow_delete, 429 cluster_block_exception"
  })
  default void eventsForABlockedIndexArriveWhenTheBlockIsLifted(String block, String said) {
    String index = "blocked-" + block.substring(block.lastIndexOf('.') + 1);
    createIndex(index, Map.of());
    try (Recorder recorder = new Recorder(url(), "index", index)) {
      recorder.logMany(100);
      recorder.flush();
      set(index, block, true);
      recorder.logMany(100);
      recorder.awaitWarning(said);
      assertEquals(101, recorder.stats().delivered());
      set(index, block, null);
      recorder.logMany(100);
      PipelineStats stats = recorder.closed();
      assertEquals(302, stats.delivered());
      assertArrived(index, stats.instanceId(), 302);
    }
  }

  @Test
  default void eventsForAClosedIndexArriveWhenItIsOpenedAgain() {
    String index = "blocked-closed";
    createIndex(index, Map.of());
    try (Recorder recorder = new Recorder(url(), "index", index)) {
      recorder.logMany(100);
      recorder.flush();
      assertEquals(200, probe().post("/" + index + "/_close", "").status());
      recorder.logMany(100);
      recorder.awaitWarning("400 index_closed_exception");
      assertEquals(200, probe().post("/" + index + "/_open", "").status());
      PipelineStats stats = recorder.closed();
      assertEquals(202, stats.delivered());
      assertArrived(index, stats.instanceId(), 202);
    }
  }

  /** The server waits for the shard for half of our time, and then says so of each item. */
  @Test
  default void aMissingPrimaryIsAnsweredWith503AndTriedUntilItIsThere() {
    String index = "blocked-primary";
    createIndex(index, Map.of("index.routing.allocation.require._name", "nobody"));
    try (Recorder recorder = new Recorder(url(), "index", index, "requestTimeout", "4 s")) {
      recorder.logMany(100);
      recorder.awaitWarning("every item was answered with 503");
      assertEquals(0, recorder.stats().delivered());
      set(index, "index.routing.allocation.require._name", null);
      PipelineStats stats = recorder.closed();
      assertEquals(102, stats.delivered());
      assertTrue(stats.retriedEvents() >= 102, stats::toString);
      assertArrived(index, stats.instanceId(), 102);
    }
  }
}
