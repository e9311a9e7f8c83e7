package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.FakeElasticsearch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Elasticsearch is not there when the application starts. */
class AbsentServerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Tag("T19")
  @Test
  void theApplicationStartsWithoutAnErrorAndWhatFitsArrivesLater() {
    try (FakeElasticsearch server = FakeElasticsearch.absent(true);
        LogbackContext logback =
            LogbackContext.withOptions(
                """
                <url>%s</url>
                <durability>memory</durability>
                <queue><slots>256</slots><maxWait>20 ms</maxWait></queue>
                <batch>
                  <maxBytes>96 KiB</maxBytes><poolBytes>512 KiB</poolBytes><linger>10 ms</linger>
                </batch>
                <retry><initialBackoff>10 ms</initialBackoff><maxBackoff>100 ms</maxBackoff></retry>
                """
                    .formatted(server.url()))) {
      ElasticsearchAppender appender = logback.appender();
      assertTrue(appender.isStarted());
      int events = 20_000;
      for (int i = 0; i < events; i++) {
        logback.logger("app").info("event {}", i);
      }
      assertEquals(FlushResult.Outcome.INCOMPLETE, appender.flush(Duration.ofMillis(50)).outcome());
      assertEquals(List.of(), logback.errors());
      server.start();
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      PipelineStats stats = appender.stats();
      assertEquals(1 + events, stats.offered());
      assertEquals(stats.offered(), stats.accepted() + stats.droppedTotal());
      assertEquals(stats.accepted(), stats.delivered());
      assertTrue(stats.droppedTotal() > 0, "the bounds did not bind");
      assertTrue(stats.delivered() > 256, "nothing was kept beyond the ring");
      server.sequences().assertComplete(stats.instanceId(), stats.accepted());
      assertEquals(List.of(), logback.errors());
    }
  }
}
