package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult.Outcome;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.EventEncoder;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.LossReason;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.fake.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPipelineTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final EventEncoder<String> PLAIN = LogPipelineTest::encode;

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  void deliversEveryEventOnceBetweenItsInstanceRecords(String compression) {
    server.start();
    LogPipeline<String> pipeline = start(Map.of("compression", compression), PLAIN);
    for (int i = 0; i < 5000; i++) {
      assertTrue(pipeline.append(Severity.INFO, "event " + i));
    }
    assertEquals(new FlushResult(Outcome.DELIVERED, 0), pipeline.flush(LONG));
    assertEquals(5001, pipeline.stats().delivered());
    pipeline.close();
    PipelineStats stats = assertClosed(pipeline);
    assertEquals(5002, stats.delivered());
    assertEquals(0, stats.droppedTotal());
    server.sequences().assertComplete(stats.instanceId(), 5002);
    assertTrue(document(0).contains("\"event.action\":\"recorder-started\""), document(0));
    assertTrue(document(1).contains("\"message\":\"event 0\""), document(1));
    assertTrue(document(5001).contains("\"event.action\":\"recorder-stopped\""), document(5001));
    assertEquals(List.of(), diagnostics.errors());
  }

  @Test
  void whatFitsTheBoundsArrivesWhenElasticsearchComesLate() {
    LogPipeline<String> pipeline =
        start(
            Map.of("queue.slots", "1024", "queue.maxWait", "1 ms", "batch.maxEvents", "100"),
            PLAIN);
    int offered = 20_000;
    for (int i = 0; i < offered; i++) {
      pipeline.append(Severity.INFO, "event " + i);
    }
    PipelineStats during = pipeline.stats();
    assertTrue(during.droppedTotal() > 0, during.toString());
    assertEquals(offered + 1, during.accepted() + during.droppedTotal());
    assertEquals(Outcome.INCOMPLETE, pipeline.flush(Duration.ZERO).outcome());
    server.start();
    assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
    pipeline.close();
    PipelineStats stats = assertClosed(pipeline);
    assertEquals(0, stats.lostTotal());
    server.sequences().assertComplete(stats.instanceId(), stats.accepted());
    assertEquals(List.of(), diagnostics.errors());
  }

  @Tag("T13")
  @Test
  void anEncoderThatThrowsNeitherHurtsTheCallerNorLosesTheEvent() {
    server.start();
    LogPipeline<String> pipeline =
        start(
            Map.of(),
            (event, out) -> {
              encode(event, out);
              switch (event) {
                case "exception" -> throw new IllegalStateException("broken");
                case "error" -> throw new AssertionError("broken");
                case "overflow" -> throw new StackOverflowError();
                default -> {}
              }
            });
    assertTrue(pipeline.append(Severity.INFO, "exception"));
    assertTrue(pipeline.append(Severity.INFO, "error"));
    assertTrue(pipeline.append(Severity.INFO, "overflow"));
    pipeline.close();
    PipelineStats stats = assertClosed(pipeline);
    server.sequences().assertComplete(stats.instanceId(), 5);
    assertTrue(document(1).contains("flightlog_encoding_failure"), document(1));
    assertTrue(document(2).contains("AssertionError"), document(2));
    assertTrue(document(3).contains("\"message\":\"overflow\""), document(3));
  }

  @Test
  void noSequenceIsLostToACloseThatRacesWithItsCallers() throws InterruptedException {
    server.start();
    for (int round = 0; round < 20; round++) {
      LogPipeline<String> pipeline =
          start(Map.of("shutdownTimeout", "1 min", "queue.maxWait", "1 min"), PLAIN);
      AtomicLong accepted = new AtomicLong();
      CountDownLatch warm = new CountDownLatch(4);
      List<Thread> callers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        callers.add(
            new Thread(
                () -> {
                  for (int i = 0; pipeline.append(Severity.INFO, "event"); i++) {
                    accepted.incrementAndGet();
                    if (i == 50) {
                      warm.countDown();
                    }
                  }
                }));
      }
      callers.forEach(Thread::start);
      assertTrue(warm.await(60, TimeUnit.SECONDS));
      pipeline.close();
      for (Thread caller : callers) {
        caller.join();
      }
      PipelineStats stats = assertClosed(pipeline);
      assertEquals(accepted.get() + 2, stats.accepted());
      assertEquals(0, stats.lostTotal());
      server.sequences().assertComplete(stats.instanceId(), stats.accepted());
    }
  }

  @Tag("T8")
  @Test
  void closeEndsByItsDeadlineAndCountsWhatWasNotConfirmed() {
    server.start();
    server.everyBulk(FakeAnswer.hang());
    LogPipeline<String> pipeline = start(Map.of("shutdownTimeout", "300 ms"), PLAIN);
    for (int i = 0; i < 100; i++) {
      pipeline.append(Severity.INFO, "event " + i);
    }
    pipeline.close();
    PipelineStats stats = assertClosed(pipeline);
    assertEquals(102, stats.lost(LossReason.CLOSED));
    assertEquals(
        1, diagnostics.warnings().stream().filter(w -> w.contains("counted lost")).count());
    assertFalse(pipeline.append(Severity.ERROR, "late"));
    assertEquals(1, pipeline.stats().dropped(DropReason.CLOSED));
    pipeline.close();
    assertEquals(102, pipeline.stats().lostTotal(), "closing again changes nothing");
  }

  @Test
  void aCallerThatIsStillEncodingWhenTheDeadlinePassesIsRefused() throws InterruptedException {
    server.start();
    CountDownLatch encoding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    LogPipeline<String> pipeline =
        start(
            Map.of("shutdownTimeout", "2 s"),
            (event, out) -> {
              encode(event, out);
              encoding.countDown();
              awaitUninterruptibly(goOn);
            });
    assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome()); // the connection is there
    List<Boolean> answers = new ArrayList<>();
    Thread slow = new Thread(() -> answers.add(pipeline.append(Severity.WARN, "slow")));
    slow.start();
    assertTrue(encoding.await(60, TimeUnit.SECONDS));
    pipeline.close();
    goOn.countDown();
    slow.join();
    assertEquals(List.of(false), answers);
    PipelineStats stats = assertClosed(pipeline);
    assertEquals(1, stats.dropped(DropReason.CLOSED));
    server.sequences().assertComplete(stats.instanceId(), 2);
  }

  @Test
  void flushSaysHowMuchIsLeftAndAnInterruptEndsIt() {
    server.start();
    server.everyBulk(FakeAnswer.hang());
    LogPipeline<String> pipeline = start(Map.of("shutdownTimeout", "0"), PLAIN);
    pipeline.append(Severity.INFO, "event");
    assertEquals(new FlushResult(Outcome.INCOMPLETE, 2), pipeline.flush(Duration.ofMillis(20)));
    Thread.currentThread().interrupt();
    assertEquals(new FlushResult(Outcome.INCOMPLETE, 2), pipeline.flush(Duration.ofDays(1)));
    assertTrue(Thread.interrupted());
    pipeline.close();
  }

  @Test
  void flushDoesNotWaitForLinger() {
    server.start();
    LogPipeline<String> pipeline = start(Map.of("batch.linger", "10 min"), PLAIN);
    pipeline.append(Severity.INFO, "event");
    assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome());
    pipeline.close();
    assertEquals(3, assertClosed(pipeline).delivered(), "nor does close");
  }

  @Test
  void withoutIdempotenceElasticsearchChoosesIds() {
    server.start();
    LogPipeline<String> pipeline = start(Map.of("idempotent", "false"), PLAIN);
    pipeline.close();
    String bulk = server.bulkRequests().get(0).text();
    assertTrue(bulk.startsWith("{\"create\":{\"_index\":\"logs-scheduler-default\"}}\n"), bulk);
  }

  @Test
  void twentyStartsAndStopsLeaveNoThread() {
    server.start();
    for (int i = 0; i < 20; i++) {
      LogPipeline<String> pipeline = start(Map.of(), PLAIN);
      pipeline.append(Severity.INFO, "event " + i);
      pipeline.close();
      assertEquals(3, assertClosed(pipeline).delivered());
    }
    Eventually.await(() -> "threads left: " + ownThreads(), LONG, () -> ownThreads().isEmpty());
  }

  /** Of this test: one that failed may have left its own. */
  private List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("flightlog-"))
        .toList();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static void encode(String event, EcsWriter out) {
    out.timestamp(1_700_000_000L, 0);
    out.level("INFO");
    out.message(event);
  }

  private LogPipeline<String> start(Map<String, String> options, EventEncoder<String> encoder) {
    Map<String, String> all = new TreeMap<>(options);
    all.put("url", server.url().toString());
    all.putIfAbsent("durability", "memory");
    all.put("retry.initialBackoff", "1 ms");
    all.put("retry.maxBackoff", "20 ms");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    return LogPipeline.start("test", config, encoder, diagnostics);
  }

  /** I1, at quiescence: both sums are exact. */
  private static PipelineStats assertClosed(LogPipeline<?> pipeline) {
    PipelineStats stats = pipeline.stats();
    assertEquals(stats.offered(), stats.accepted() + stats.droppedTotal(), stats::toString);
    assertEquals(stats.accepted(), stats.settled(), stats::toString);
    assertEquals(0, stats.resident(), stats::toString);
    assertEquals(stats.claimedSequence() + 1, stats.accepted(), stats::toString);
    return stats;
  }

  private String document(long sequence) {
    return server.documents().stream()
        .map(StoredDocument::text)
        .filter(source -> source.startsWith("{\"event.sequence\":" + sequence + ","))
        .findFirst()
        .orElseThrow();
  }
}
