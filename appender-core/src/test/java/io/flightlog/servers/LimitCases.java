package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.ServerProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    assertEquals(413, statusForLength(1200 << 10));
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

  /**
   * Sends the head alone: a server that refuses the length hangs up on who still sends the body.
   */
  private int statusForLength(int bytes) {
    String head =
        "POST /_bulk HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n"
            .formatted(url().getAuthority(), bytes);
    try (Socket socket = new Socket(url().getHost(), url().getPort())) {
      socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(1));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      String status =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return Integer.parseInt(status.split(" ", -1)[1]);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private ServerProbe.Answer bulkOfFillers(String index, int kilobytes) {
    String pair =
        "{\"create\":{\"_index\":\"" + index + "\"}}\n{\"labels.f\":\"" + "x".repeat(960) + "\"}\n";
    return probe().bulkAnswer("/_bulk", pair.repeat(kilobytes));
  }
}
