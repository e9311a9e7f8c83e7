package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.FlushResult;
import io.flightlog.LogPipeline;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.PipelineStatistics;
import java.time.Duration;
import java.util.List;

/** A whole pipeline with a disk in this JVM. */
final class SpoolRecorder implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(5);

  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final LogPipeline<String> pipeline;

  SpoolRecorder(Settings settings) {
    pipeline = LogPipeline.start("faults", settings.config(), Application::encode, diagnostics);
  }

  boolean log(Severity severity, String message) {
    return pipeline.append(severity, message);
  }

  /** Numbered messages, all accepted. */
  void logMany(int events) {
    for (int i = 0; i < events; i++) {
      int number = i;
      if (!log(Severity.INFO, "event " + i)) {
        throw new AssertionError("event " + number + " was refused: " + this);
      }
    }
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

  FlushResult flush(Duration timeout) {
    return pipeline.flush(timeout);
  }

  void flush() {
    assertEquals(FlushResult.Outcome.DELIVERED, pipeline.flush(LONG).outcome(), this::toString);
  }

  void awaitDelivered(long atLeast, Duration atMost) {
    Eventually.await(
        () -> atLeast + " delivered: " + this, atMost, () -> stats().delivered() >= atLeast);
  }

  void awaitSpooled(long atLeast) {
    Eventually.await(
        () -> atLeast + " events on disk only: " + this, LONG, () -> stats().spooled() >= atLeast);
  }

  void awaitWritten(long sequence) {
    Eventually.await(
        () -> sequence + " written: " + this, LONG, () -> stats().writtenSequence() >= sequence);
  }

  void awaitWarning(String part) {
    Eventually.await(
        () -> "a warning with '" + part + "': " + this,
        LONG,
        () -> diagnostics.warnings().stream().anyMatch(warning -> warning.contains(part)));
  }

  long warnings(String part) {
    return diagnostics.warnings().stream().filter(warning -> warning.contains(part)).count();
  }

  /** Waits until its directory is the only one, and all that others left is delivered. */
  void adoptEverything(SpoolFolder folder) {
    adoptEverything(folder, LONG);
  }

  void adoptEverything(SpoolFolder folder, Duration atMost) {
    Eventually.await(
        () -> "everything adopted: " + folder.entries() + this,
        atMost,
        () ->
            folder.instances().stream().allMatch(name -> isOwn(name) || name.startsWith("."))
                && stats().spooled() == 0);
  }

  private boolean isOwn(String name) {
    return name.equals(instance());
  }

  /** Closes, and holds the counters to their sums. */
  PipelineStatistics closed() {
    pipeline.close();
    PipelineStatistics figures = Figures.of(stats());
    assertEquals(true, figures.closes(), this::toString);
    assertEquals(List.of(), diagnostics.errors());
    return figures;
  }

  @Override
  public void close() {
    pipeline.close();
  }

  @Override
  public String toString() {
    return stats() + " " + diagnostics.warnings() + diagnostics.errors();
  }
}
