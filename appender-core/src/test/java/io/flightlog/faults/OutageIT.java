package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.PipelineStatistics;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An outage under 20,000 events a second, with the default sizes and a real server: nothing is
 * lost, nothing stored twice, and the heap keeps its bound.
 */
@WithElasticsearch
class OutageIT {
  private static final int RATE = 20_000;
  private static final int SECONDS = 5;
  private static final int SECONDS_FULL = 60;
  private static final int SECONDS_BEFORE = 2;

  /** Classes, threads, connections, answers, and what the test itself holds. */
  private static final long FIXED_BYTES = 16 << 20;

  private static final int WRITERS = 64;

  /** A server that is busy with other tests takes a thousand events a second, not more. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  @TempDir private Path directory;

  OutageIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void anOutageAtTwentyThousandEventsASecondCostsNothing() {
    outage("spill", SECONDS);
  }

  @Test
  @Tag("full")
  void anOutageAtTwentyThousandEventsASecondCostsTheJournalNothing() {
    outage("journal", SECONDS);
  }

  @Test
  @Tag("full")
  void aMinutesOutageAtTwentyThousandEventsASecondCostsNothing() {
    outage("spill", SECONDS_FULL);
  }

  private void outage(String durability, int seconds) {
    String index = "outage-" + durability + "-" + seconds;
    long usedBefore = used();
    try (FaultProxy proxy = FaultProxy.before(server.url())) {
      Settings settings =
          Settings.none()
              .with("url", proxy.url().toString())
              .with("index", index)
              .with("durability", durability)
              .with("spool.directory", directory.toString())
              .with("queue.maxWait", "1 min")
              .with("retry.maxBackoff", "1 s")
              .with("shutdownTimeout", "1 min");
      long bound = bytesOf(settings.config()) + FIXED_BYTES;
      try (SpoolRecorder recorder = new SpoolRecorder(settings)) {
        Latencies before = log(recorder, SECONDS_BEFORE);
        proxy.refuse();
        Latencies during = log(recorder, seconds);
        PipelineStats away = recorder.stats();
        long taken = used() - usedBefore;
        proxy.pass();
        System.out.println(durability + ", before the outage: " + before);
        System.out.println(durability + ", in an outage of " + seconds + " s: " + during);
        System.out.println("heap " + (taken >> 10) + " KiB, at most " + (bound >> 10));
        assertTrue(away.spooled() > 0, recorder::toString);
        assertTrue(taken <= bound, () -> taken + " B on the heap, the bound is " + bound);
        recorder.awaitDelivered((long) RATE * (SECONDS_BEFORE + seconds) + 1, PATIENCE);
        PipelineStatistics figures = recorder.closed();
        judge(recorder, figures, index, (long) RATE * (SECONDS_BEFORE + seconds) + 2);
      }
    }
  }

  private void judge(
      SpoolRecorder recorder, PipelineStatistics figures, String index, long events) {
    assertEquals(events, figures.accepted(), recorder::toString);
    assertEquals(0, figures.lost(), recorder::toString);
    probe.refresh(index);
    SequenceOracle oracle = probe.sequences(index);
    DeliveryAccount.of(recorder.instance())
        .index(oracle)
        .counters(figures)
        .records(probe.records(index, recorder.instance()))
        .closedInOrder()
        .assertCloses();
    oracle.assertComplete(recorder.instance(), events);
    new SpoolFolder(directory).assertEmpty();
  }

  /** As many as are due each time it looks. */
  private static Latencies log(SpoolRecorder recorder, int seconds) {
    Latencies latencies = new Latencies();
    SplittableRandom random = new SplittableRandom(1);
    long start = System.nanoTime();
    int events = RATE * seconds;
    for (int i = 0; i < events; i++) {
      long due = start + i * TimeUnit.SECONDS.toNanos(1) / RATE;
      if (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      String message = Application.message(random, i);
      long from = System.nanoTime();
      recorder.log(Severity.INFO, message);
      latencies.record(System.nanoTime() - from);
    }
    return latencies;
  }

  /** What events may take: the sum in the words of the documentation. */
  private static long bytesOf(PipelineConfig config) {
    return config.queue().slots() * config.queue().slotBytes().bytes()
        + config.queue().maxLargeBytes().bytes()
        + config.batch().poolBytes().bytes()
        + WRITERS * config.event().maxEventBytes().bytes();
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }
}
