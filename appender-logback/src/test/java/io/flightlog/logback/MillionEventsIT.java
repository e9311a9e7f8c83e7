package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two threads log half a million events each, faster than a server takes them, and wait where they
 * must: every sequence arrives once, the counters close, and the heap stays under its bound.
 */
@WithElasticsearch
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class MillionEventsIT {
  private static final int THREADS = 2;
  private static final int EVENTS_EACH = 500_000;
  private static final long LOGGED = (long) THREADS * EVENTS_EACH;
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final String STREAM = "logs-million-default";

  /** A pipeline that leaked a single word for each event would grow by more. */
  private static final long FLAT_BYTES = 2 << 20;

  /** The stand-in runs in this JVM and remembers a million ids, in a table that doubles. */
  private static final long STAND_IN_BYTES = 32 << 20;

  @Test
  void intoTheStandInEachArrivesOnce() {
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad()) {
      PipelineStats stats = logInto(server.url(), STAND_IN_BYTES);
      server.sequences().assertComplete(stats.instanceId(), stats.accepted());
      assertEquals(stats.accepted(), server.documentCount());
    }
  }

  /** Minutes of a server's work: what is ours in it, the stand-in shows in seconds. */
  @Test
  @Tag("full")
  void intoARealServerEachArrivesOnce(ElasticsearchServer server, ServerProbe probe) {
    PipelineStats stats = logInto(server.url(), 0);
    probe.refresh(STREAM);
    SequenceOracle oracle = new SequenceOracle();
    probe.forEachSequence(
        STREAM, stats.instanceId(), sequence -> oracle.record(stats.instanceId(), sequence));
    oracle.assertComplete(stats.instanceId(), stats.accepted());
    assertEquals(EVENTS_EACH, probe.count(STREAM, "task.id:\"invoice-producer-1\""));
  }

  /**
   * Returns the counters at the end.
   *
   * @param besidesUs what others may keep on this heap meanwhile
   */
  private static PipelineStats logInto(URI url, long besidesUs) {
    HeapWatch heap = new HeapWatch();
    LogbackContext logback =
        LogbackContext.create()
            .configureWhole(
                """
                <configuration>
                  <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
                    <url>%s</url>
                    <durability>memory</durability>
                    <dataset>million</dataset>
                    <queue><whenFull>wait</whenFull><maxWait>1 min</maxWait></queue>
                    <shutdownTimeout>2 min</shutdownTimeout>
                    <statusInterval>0</statusInterval>
                  </appender>
                  <root level="INFO"><appender-ref ref="ELASTIC"/></root>
                </configuration>
                """
                    .formatted(url));
    ElasticsearchAppender appender = logback.appender();
    try (logback) {
      Producers producers = Producers.start(logback, THREADS, EVENTS_EACH);
      while (producers.running()) {
        heap.sample();
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      heap.sample();
    }
    PipelineStats stats = appender.stats();
    assertEquals(LOGGED + 2, stats.offered(), "with the two instance records");
    assertEquals(0, stats.droppedTotal(), stats::toString);
    assertEquals(stats.offered(), stats.accepted());
    assertEquals(stats.accepted(), stats.delivered());
    assertEquals(0, stats.lostTotal() + stats.resident(), stats::toString);
    assertEquals(List.of(), logback.errors());
    long bound = HeapWatch.boundOf(PipelineConfig.from(appender.words().read())) + besidesUs;
    assertTrue(heap.highest() <= bound, () -> heap + " with a bound of " + (bound >> 10) + " KiB");
    assertTrue(heap.growth() <= FLAT_BYTES + besidesUs, () -> "not flat: " + heap);
    return stats;
  }
}
