package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.FlushResult;
import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole pipeline as an application has it, with options that keep a test short; in memory only.
 */
final class Recorder implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(2);

  private record Call(Severity severity, String message, Map<String, String> context) {}

  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final LogPipeline<Call> pipeline;

  /**
   * @param options pairs of name and value
   */
  Recorder(URI url, String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("url", url.toString());
    all.put("durability", "memory");
    all.put("maxEventBytes", "32 KiB");
    all.put("batch.maxBytes", "128 KiB");
    all.put("batch.poolBytes", "4 MiB");
    all.put("batch.linger", "20 ms");
    all.put("queue.maxWait", "1 min");
    all.put("retry.initialBackoff", "50 ms");
    all.put("retry.maxBackoff", "1 s");
    all.put("shutdownTimeout", "5 min");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    pipeline = LogPipeline.start("servers", config, Recorder::encode, diagnostics);
  }

  void log(String message) {
    log(Severity.INFO, message, Map.of());
  }

  void log(Severity severity, String message, Map<String, String> context) {
    pipeline.append(severity, new Call(severity, message, context));
  }

  /** Numbered messages. */
  void logMany(int events) {
    for (int i = 0; i < events; i++) {
      log("event " + i);
    }
  }

  void flush() {
    assertEquals(
        FlushResult.Outcome.DELIVERED,
        pipeline.flush(LONG).outcome(),
        () -> diagnostics.warnings() + " " + stats());
  }

  /** Has everything sent now, whatever becomes of it. */
  void flushNow() {
    pipeline.flush(Duration.ZERO);
  }

  PipelineStats stats() {
    return pipeline.stats();
  }

  String instance() {
    return stats().instanceId();
  }

  RecordedDiagnostics diagnostics() {
    return diagnostics;
  }

  /** The sequence that the next event gets, if nobody else logs. */
  long nextSequence() {
    return stats().claimedSequence() + 1;
  }

  void awaitWarning(String part) {
    Eventually.await(
        () -> "a warning with '" + part + "' among " + diagnostics.warnings(),
        LONG,
        () -> diagnostics.warnings().stream().anyMatch(warning -> warning.contains(part)));
  }

  void awaitRetriedRequests(long atLeast) {
    Eventually.await(
        () -> atLeast + " retried requests: " + stats(),
        LONG,
        () -> stats().retriedRequests() >= atLeast);
  }

  void awaitDelivered(long atLeast) {
    Eventually.await(
        () -> atLeast + " delivered: " + stats() + diagnostics.warnings(),
        LONG,
        () -> stats().delivered() >= atLeast);
  }

  /**
   * Closes, and holds the counters to their sums; every event has met its fate, and none was
   * dropped or lost.
   */
  PipelineStats closed() {
    pipeline.close();
    PipelineStats stats = stats();
    assertEquals(stats.offered(), stats.accepted() + stats.droppedTotal(), stats::toString);
    assertEquals(
        stats.accepted(),
        stats.delivered() + stats.redirected() + stats.deadLettered() + stats.lostTotal(),
        stats::toString);
    assertEquals(0, stats.resident(), stats::toString);
    assertEquals(0, stats.droppedTotal(), stats::toString);
    assertEquals(0, stats.lostTotal(), () -> stats + " " + diagnostics.warnings());
    assertEquals(List.of(), diagnostics.errors());
    return stats;
  }

  @Override
  public void close() {
    pipeline.close();
  }

  private static void encode(Call call, EcsWriter out) {
    Instant now = Instant.now();
    out.timestamp(now.getEpochSecond(), now.getNano());
    out.level(call.severity().name());
    out.logger("app.Billing");
    out.thread("main");
    out.message(call.message());
    call.context().forEach(out::contextEntry);
  }
}
