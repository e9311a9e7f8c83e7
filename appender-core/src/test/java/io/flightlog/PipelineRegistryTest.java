package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult.Outcome;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.EventEncoder;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineRegistryTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Stateless, and of one class for all appenders, as a front-end's is. */
  private record PlainEncoder() implements EventEncoder<String> {
    @Override
    public void encode(String event, EcsWriter out) {
      out.timestamp(1_700_000_000L, 0);
      out.level("INFO");
      out.message(event);
    }
  }

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final Object scope = new Object();
  private final PipelineRegistry registry = new PipelineRegistry(LONG);
  private final PipelineRegistry impatient = new PipelineRegistry(Duration.ofMillis(1));
  private final List<PipelineLease<String>> leases = new ArrayList<>();

  @AfterEach
  void stopEverything() {
    leases.forEach(PipelineLease::close);
    server.close();
    Eventually.await(() -> "threads left: " + ownThreads(), LONG, () -> ownThreads().isEmpty());
  }

  @Test
  void equalConfigurationsShareOnePipelineUntilTheLastIsClosed() {
    PipelineLease<String> first = acquire("a", Map.of());
    PipelineLease<String> second = acquire("b", Map.of());
    assertTrue(first.append(Severity.INFO, "by the first"));
    assertTrue(second.append(Severity.INFO, "by the second"));
    first.close();
    assertFalse(first.append(Severity.INFO, "too late"));
    assertTrue(second.append(Severity.INFO, "goes on"));
    second.close();
    PipelineStats stats = second.stats();
    assertEquals(first.stats(), stats);
    assertEquals(1, stats.dropped(DropReason.CLOSED));
    server.sequences().assertComplete(stats.instanceId(), 1 + 3 + 1);
    assertEquals(List.of(), registry.stats());
  }

  @Test
  void aDifferentConfigurationIsAnotherPipeline() {
    PipelineLease<String> first = acquire("a", Map.of());
    PipelineLease<String> second = acquire("a", Map.of("maxFields", "63"));
    assertNotEquals(first.stats().instanceId(), second.stats().instanceId());
    assertEquals(2, registry.stats().size());
  }

  @Test
  void anEqualConfigurationFindsTheLingeringPipelineAgain() {
    PipelineLease<String> before = acquire("a", Map.of());
    before.append(Severity.INFO, "before");
    before.linger();
    assertTrue(before.append(Severity.INFO, "on its way to the old appender"));
    PipelineLease<String> after = acquire("a", Map.of());
    after.append(Severity.INFO, "after");
    Eventually.await("the wait ends", LONG, () -> !ownThreads().contains("flightlog-linger"));
    after.close();
    assertEquals(before.stats().instanceId(), after.stats().instanceId());
    server.sequences().assertComplete(after.stats().instanceId(), 1 + 3 + 1);
  }

  @Test
  void aPipelineThatNobodyFindsAgainIsClosedWhenItsGraceEnds() throws JMException {
    PipelineLease<String> lease = acquire(impatient, "a", Map.of());
    assertEquals(1, namesInJmx(lease).size());
    lease.append(Severity.INFO, "event");
    lease.linger();
    Eventually.await("closed", LONG, () -> impatient.stats().isEmpty());
    server.sequences().assertComplete(lease.stats().instanceId(), 3);
    assertEquals(Set.of(), namesInJmx(lease));
    assertFalse(lease.append(Severity.INFO, "late"));
    assertEquals(1, lease.stats().dropped(DropReason.CLOSED));
  }

  @Test
  void aChangedConfigurationEndsTheGraceOfTheSameAppenderOnly() {
    PipelineLease<String> changed = acquire("changed", Map.of("maxFields", "1"));
    PipelineLease<String> other = acquire("other", Map.of("maxFields", "2"));
    PipelineLease<String> elsewhere =
        acquire(registry, new Object(), "changed", Map.of("maxFields", "3"), diagnostics);
    changed.linger();
    other.linger();
    elsewhere.linger();
    acquire("changed", Map.of("maxFields", "4"));
    Eventually.await("one is closed", LONG, () -> registry.stats().size() == 3);
    List<String> left = registry.stats().stream().map(PipelineStats::instanceId).toList();
    assertFalse(left.contains(changed.stats().instanceId()));
    server.sequences().assertComplete(changed.stats().instanceId(), 2);
  }

  @Test
  void closingWhatLingersEndsItAtOnce() {
    PipelineLease<String> lease = acquire("a", Map.of());
    lease.linger();
    lease.close();
    assertEquals(List.of(), registry.stats());
    server.sequences().assertComplete(lease.stats().instanceId(), 2);
  }

  @Test
  void whatIsGivenBackTwiceCountsOnce() {
    PipelineLease<String> first = acquire("a", Map.of());
    PipelineLease<String> second = acquire("a", Map.of());
    first.linger();
    first.linger();
    first.close();
    first.close();
    assertTrue(second.append(Severity.INFO, "still held"));
    assertEquals(Outcome.DELIVERED, second.flush(LONG).outcome());
  }

  @Test
  void everyThreadThatClosesReturnsWhenAllIsDelivered() throws InterruptedException {
    PipelineLease<String> lease = acquire("a", Map.of());
    for (int i = 0; i < 2000; i++) {
      lease.append(Severity.INFO, "event");
    }
    List<Long> seen = new ArrayList<>();
    List<Thread> closers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread closer =
          new Thread(
              () -> {
                lease.close();
                synchronized (seen) {
                  seen.add(server.sequences().events());
                }
              });
      closers.add(closer);
      closer.start();
    }
    for (Thread closer : closers) {
      closer.join();
    }
    assertEquals(List.of(2002L, 2002L, 2002L, 2002L), seen);
    server.sequences().assertComplete(lease.stats().instanceId(), 2002);
  }

  @Test
  void theNewestHolderSpeaksAndTheOldOnesAreLetGo() {
    PipelineLease<String> kept = acquire("a", Map.of("shutdownTimeout", "0"));
    WeakReference<RecordedDiagnostics> gone = holdBriefly();
    Eventually.await(
        "the closed holder is collected",
        LONG,
        () -> {
          System.gc();
          return gone.refersTo(null);
        });
    server.everyBulk(FakeAnswer.hang());
    kept.append(Severity.INFO, "event");
    kept.close();
    assertEquals(
        1, diagnostics.warnings().stream().filter(w -> w.contains("counted lost")).count());
  }

  /** In a frame of its own, so that no local variable keeps what it made. */
  private WeakReference<RecordedDiagnostics> holdBriefly() {
    RecordedDiagnostics channel = new RecordedDiagnostics();
    acquire(registry, scope, "b", Map.of("shutdownTimeout", "0"), channel).close();
    leases.remove(leases.size() - 1);
    return new WeakReference<>(channel);
  }

  @Test
  void flushSealsAllAndSaysTheWorst() {
    PipelineLease<String> one = acquire("a", Map.of("batch.linger", "10 min"));
    PipelineLease<String> two =
        acquire("b", Map.of("batch.linger", "9 min", "shutdownTimeout", "0"));
    one.append(Severity.INFO, "event");
    two.append(Severity.INFO, "event");
    assertEquals(new FlushResult(Outcome.DELIVERED, 0), registry.flush(LONG));
    assertEquals(4, server.documentCount());
    server.everyBulk(FakeAnswer.hang());
    two.append(Severity.INFO, "stuck");
    assertEquals(new FlushResult(Outcome.INCOMPLETE, 1), registry.flush(Duration.ofMillis(100)));
    server.everyBulk(FakeAnswer.normal());
  }

  @Test
  void theEntryClassKnowsWhatTheSharedRegistryRuns() {
    assertEquals(List.of(), Flightlog.pipelines());
    assertEquals(new FlushResult(Outcome.DELIVERED, 0), Flightlog.flush(Duration.ZERO));
    PipelineLease<String> lease = acquire(PipelineRegistry.shared(), "a", Map.of());
    lease.append(Severity.INFO, "event");
    assertEquals(Outcome.DELIVERED, Flightlog.flush(LONG).outcome());
    assertEquals(2, server.documentCount());
    assertEquals(
        List.of(lease.stats().instanceId()),
        Flightlog.pipelines().stream().map(PipelineStats::instanceId).toList());
  }

  private PipelineLease<String> acquire(String name, Map<String, String> options) {
    return acquire(registry, name, options);
  }

  private PipelineLease<String> acquire(
      PipelineRegistry from, String name, Map<String, String> options) {
    return acquire(from, scope, name, options, diagnostics);
  }

  private PipelineLease<String> acquire(
      PipelineRegistry from,
      Object inScope,
      String name,
      Map<String, String> options,
      RecordedDiagnostics channel) {
    Map<String, String> all = new TreeMap<>(options);
    all.put("url", server.url().toString());
    all.putIfAbsent("durability", "memory");
    all.putIfAbsent("shutdownTimeout", "1 min");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    PipelineLease<String> lease = from.acquire(inScope, name, config, new PlainEncoder(), channel);
    leases.add(lease);
    return lease;
  }

  private static Set<ObjectName> namesInJmx(PipelineLease<?> lease) throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("io.flightlog:*,instance=" + lease.stats().instanceId()), null);
  }

  /** Of this test: one that failed may have left its own. */
  private List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("flightlog-"))
        .toList();
  }
}
