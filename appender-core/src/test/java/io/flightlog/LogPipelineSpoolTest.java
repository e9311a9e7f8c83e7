package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult.Outcome;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole pipeline with a disk, against a server that is away, comes back, or hangs. */
class LogPipelineSpoolTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();

  @TempDir private Path directory;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void anOutageLongerThanMemoryHoldsIsSurvivedOnTheDisk(String durability) {
    LogPipeline<String> pipeline =
        start(durability, Map.of("queue.maxWait", "1 min", "batch.poolBytes", "1536 KiB"));
    int events = 40_000;
    for (int i = 0; i < events; i++) {
      assertTrue(pipeline.append(Severity.INFO, "event " + i), () -> pipeline.stats().toString());
    }
    Eventually.await(
        () -> "events on disk: " + pipeline.stats(), LONG, () -> pipeline.stats().spooled() > 0);
    server.start();
    assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome(), () -> said(pipeline));
    pipeline.close();
    PipelineStats stats = assertCloses(pipeline);
    assertEquals(events + 2, stats.delivered());
    assertEquals(0, stats.lostTotal(), () -> said(pipeline));
    server.sequences().assertComplete(stats.instanceId(), events + 2);
    assertEquals(List.of(), files(), "nothing is left on the disk");
    assertEquals(List.of(), diagnostics.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void whatCloseCouldNotSendIsSentByTheNextPipeline(String durability) {
    LogPipeline<String> first = start(durability, Map.of("shutdownTimeout", "3 s"));
    int events = 3000;
    for (int i = 0; i < events; i++) {
      first.append(Severity.INFO, "event " + i);
    }
    first.close();
    PipelineStats left = assertCloses(first);
    assertEquals(0, left.lostTotal(), () -> said(first));
    assertEquals(events + 2, left.spooled(), () -> said(first));
    server.start();
    LogPipeline<String> second = start(durability, Map.of());
    Eventually.await(
        () -> "the first one's events, and its own first: " + said(second),
        LONG,
        () -> second.stats().delivered() > events + 2);
    second.close();
    PipelineStats stats = assertCloses(second);
    assertEquals(stats.accepted() + events + 2, stats.delivered());
    server.sequences().assertComplete(left.instanceId(), events + 2);
    server.sequences().assertComplete(stats.instanceId(), 2);
    assertEquals(List.of(), files(), "nothing is left on the disk");
    assertEquals(
        List.of(),
        server.records(left.instanceId()).stream()
            .filter(record -> record.toString().contains("recorder-died"))
            .toList());
    assertEquals(List.of(), diagnostics.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void flushIsContentWithTheDiskWhenTheServerHangs(String durability) {
    server.start();
    server.everyBulk(FakeAnswer.hang());
    LogPipeline<String> pipeline = start(durability, Map.of("shutdownTimeout", "2 s"));
    for (int i = 0; i < 1000; i++) {
      pipeline.append(Severity.INFO, "event " + i);
    }
    assertEquals(
        new FlushResult(Outcome.SPOOLED, 0),
        pipeline.flush(Duration.ofSeconds(4)),
        () -> said(pipeline));
    assertTrue(pipeline.stats().syncedSequence() >= 1000, () -> said(pipeline));
    pipeline.close();
    PipelineStats stats = assertCloses(pipeline);
    assertEquals(0, stats.lostTotal(), () -> said(pipeline));
  }

  private LogPipeline<String> start(String durability, Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    all.put("url", server.url().toString());
    all.put("durability", durability);
    all.put("spool.directory", directory.toString());
    all.put("maxEventBytes", "16 KiB");
    all.put("batch.maxBytes", "128 KiB");
    all.putIfAbsent("batch.poolBytes", "2 MiB");
    all.put("batch.linger", "20 ms");
    all.put("retry.initialBackoff", "1 ms");
    all.put("retry.maxBackoff", "20 ms");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    return LogPipeline.start("test", config, LogPipelineSpoolTest::encode, diagnostics);
  }

  private static void encode(String event, EcsWriter out) {
    out.timestamp(1_700_000_000L, 0);
    out.level("INFO");
    out.message(event);
  }

  private String said(LogPipeline<?> pipeline) {
    return pipeline.stats() + " " + diagnostics.warnings() + diagnostics.errors();
  }

  private PipelineStats assertCloses(LogPipeline<?> pipeline) {
    PipelineStats stats = pipeline.stats();
    assertEquals(stats.offered(), stats.accepted() + stats.droppedTotal(), stats::toString);
    assertEquals(
        stats.accepted() + stats.adopted(),
        stats.settled() + stats.resident() + stats.spooled(),
        stats::toString);
    return stats;
  }

  private List<String> files() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
