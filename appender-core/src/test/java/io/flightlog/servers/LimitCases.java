package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.ServerProbe;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a server with narrow bounds refuses for size: it runs with {@link #CONTENT} and {@link
 * #PRESSURE}.
 */
interface LimitCases extends ServerCases {
  String CONTENT = "http.max_content_length=1mb";
  String PRESSURE = "indexing_pressure.memory.limit=512kb";

  @Test
  default void aBodyThatIsTooLargeIsHalvedUntilItFits() {
    String index = "limit-content";
    createIndex(index, Map.of());
    assertEquals(413, bulkOfFillers(index, 1200).status());
    shipLargeBodies(index, "4 MiB");
  }

  @Test
  default void aBodyBeyondTheIndexingPressureLimitIsHalvedUntilItFits() {
    String index = "limit-pressure";
    createIndex(index, Map.of());
    assertEquals(429, bulkOfFillers(index, 800).status());
    shipLargeBodies(index, "800 KiB");
  }

  private void shipLargeBodies(String index, String batchBytes) {
    try (Recorder recorder =
        new Recorder(
            url(),
            "index",
            index,
            "batch.maxBytes",
            batchBytes,
            "batch.poolBytes",
            "32 MiB",
            "batch.linger",
            "1 min")) {
      String filler = "x".repeat(1000);
      for (int i = 0; i < 4000; i++) {
        recorder.log(i + " " + filler);
      }
      PipelineStats stats = recorder.closed();
      assertEquals(4002, stats.delivered());
      assertTrue(stats.retriedRequests() > 0, stats::toString);
      assertArrived(index, stats.instanceId(), 4002);
    }
  }

  private ServerProbe.Answer bulkOfFillers(String index, int kilobytes) {
    String pair =
        "{\"create\":{\"_index\":\"" + index + "\"}}\n{\"labels.f\":\"" + "x".repeat(960) + "\"}\n";
    return probe().bulkAnswer("/_bulk", pair.repeat(kilobytes));
  }
}
