package io.flightlog.benchmarks;

import io.flightlog.FlushResult;
import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Severity;
import java.time.Duration;

/** A recorder whose connections, index template and data stream are there. */
final class DeliveringRecorder {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private DeliveringRecorder() {}

  /**
   * Starts one that has delivered an event; the caller's to close.
   *
   * @throws IllegalStateException if the event is not delivered within a minute
   */
  static LogPipeline<DocumentKind> start(String name, OptionValues options) {
    LogPipeline<DocumentKind> recorder =
        LogPipeline.start(
            name,
            PipelineConfig.from(options),
            (kind, out) -> kind.encode(out, 0),
            new FailingDiagnostics());
    recorder.append(Severity.INFO, DocumentKind.SHORT);
    if (recorder.flush(LIMIT).outcome() != FlushResult.Outcome.DELIVERED) {
      recorder.close();
      throw new IllegalStateException("an event was not delivered: " + recorder.stats());
    }
    return recorder;
  }
}
