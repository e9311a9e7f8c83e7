package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens outside, the heap stays below the sum of what was configured. */
class HeapBoundTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int ROUNDS = 6;
  private static final int EVENTS_A_ROUND = 4_000;

  /** Some ten times {@code queue.slotBytes}: each takes an array of its own. */
  private static final String LARGE = "a line of some length; ".repeat(300);

  @Test
  void theHeapStaysUnderItsBoundWhileNobodyAnswers() {
    try (FakeElasticsearch server = FakeElasticsearch.absent(false)) {
      fill(server, "none");
    }
  }

  @Test
  void theHeapStaysUnderItsBoundWhileRequestsHang() {
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad()) {
      server.everyBulk(FakeAnswer.hang());
      fill(server, "gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void theHeapStaysUnderItsBoundWhileTheDiskTakesAnOutage(String durability, @TempDir Path spool) {
    HeapWatch heap = new HeapWatch();
    try (FakeElasticsearch server = FakeElasticsearch.absent(false);
        LogbackContext logback =
            LogbackContext.create()
                .configureWhole(
                    """
                    <configuration>
                      <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
                        <url>%s</url>
                        <durability>%s</durability>
                        <spool><directory>%s</directory></spool>
                        <queue><maxWait>1 min</maxWait></queue>
                        <retry><initialBackoff>1 ms</initialBackoff><maxBackoff>50 ms</maxBackoff></retry>
                      </appender>
                      <root level="INFO"><appender-ref ref="ELASTIC"/></root>
                    </configuration>
                    """
                        .formatted(server.url(), durability, spool))) {
      ElasticsearchAppender appender = logback.appender();
      PipelineConfig config = PipelineConfig.from(appender.words().read());
      long bound = HeapWatch.eventBytes(config) + HeapWatch.FIXED_BYTES;
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < EVENTS_A_ROUND * 2; i++) {
          logback.logger("app").error("event {}: {}", i, i % 4 == 0 ? "small" : LARGE);
        }
        heap.sample();
      }
      PipelineStats away = appender.stats();
      assertTrue(away.spooled() > away.resident(), () -> "little went to the disk: " + away);
      server.start();
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      heap.sample();
      assertTrue(heap.highest() <= bound, () -> heap + ", the bound is " + (bound >> 10) + " KiB");
      PipelineStats stats = appender.stats();
      assertEquals(0, stats.droppedTotal(), stats::toString);
      server.sequences().assertComplete(stats.instanceId(), stats.accepted());
    }
  }

  @Test
  void theDocumentedBoundOfTheDefaultsIsTheComputedOne() throws IOException {
    Matcher sum =
        Pattern.compile("With the defaults that is (\\d+) MiB")
            .matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
    assertTrue(sum.find(), "docs/configuration.md tells the bound");
    long documented = Long.parseLong(sum.group(1)) << 20;
    assertEquals(documented, HeapWatch.eventBytes(PipelineConfig.from(new OptionValues())));
  }

  private static void logRound(LogbackContext logback, HeapWatch heap) {
    for (int i = 0; i < EVENTS_A_ROUND; i++) {
      logback.logger("app").error("event {}: {}", i, i % 4 == 0 ? "small" : LARGE);
    }
    heap.sample();
  }

  /** With the default sizes; then the server comes back, and what was kept arrives. */
  private static void fill(FakeElasticsearch server, String compression) {
    HeapWatch heap = new HeapWatch();
    try (LogbackContext logback =
        LogbackContext.create()
            .configureWhole(
                """
                <configuration>
                  <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
                    <url>%s</url>
                    <durability>memory</durability>
                    <compression>%s</compression>
                    <queue><whenFull>drop</whenFull></queue>
                    <retry><initialBackoff>1 ms</initialBackoff><maxBackoff>50 ms</maxBackoff></retry>
                    <requestTimeout>1 s</requestTimeout>
                  </appender>
                  <root level="INFO"><appender-ref ref="ELASTIC"/></root>
                </configuration>
                """
                    .formatted(server.url(), compression))) {
      ElasticsearchAppender appender = logback.appender();
      PipelineConfig config = PipelineConfig.from(appender.words().read());
      for (int round = 0; round < ROUNDS; round++) {
        logRound(logback, heap);
      }
      Eventually.await( // the drain agent has had the time that it needs to fill the batches
          () -> "not full: " + heap,
          LONG,
          () -> {
            logRound(logback, heap);
            return heap.highest() >= config.batch().poolBytes().bytes();
          });
      PipelineStats full = appender.stats();
      assertTrue(full.droppedTotal() > 0, () -> "the bounds did not bind: " + full);
      long bound = HeapWatch.eventBytes(config) + HeapWatch.FIXED_BYTES;
      assertTrue(heap.highest() <= bound, () -> heap + ", the bound is " + (bound >> 10) + " KiB");
      server.everyBulk(FakeAnswer.normal());
      server.start();
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      heap.sample();
      assertTrue(heap.highest() <= bound, () -> heap + " after the outage");
      PipelineStats stats = appender.stats();
      assertEquals(stats.droppedTotal(), stats.dropped(DropReason.FULL), stats::toString);
      server.sequences().assertComplete(stats.instanceId(), stats.accepted());
    }
  }
}
