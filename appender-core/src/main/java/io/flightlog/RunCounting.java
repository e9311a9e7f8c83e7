package io.flightlog;

import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.OpenRuns;
import io.flightlog.metrics.RunCounts;
import io.flightlog.metrics.Severity;
import java.util.function.Consumer;

/**
 * Counts the accepted events of each run of a task, between the record of its start and that of its
 * end, which gets the counts; the two records themselves are not counted. It goes by what the
 * documents say, so the counts are those of the index if nothing is lost. A run whose start was not
 * accepted has none. Callers' threads; an event of no run costs a comparison.
 */
final class RunCounting {
  private final OpenRuns runs;

  /**
   * @param warnings takes one sentence, when more runs are open than are counted
   */
  RunCounting(Consumer<String> warnings) {
    this.runs = new OpenRuns(warnings);
  }

  /** Adds the counts, where the event is the record of a run's end; before it is offered. */
  void encoded(EcsWriter event) {
    String run = event.runId();
    if (run != null && event.endsRun()) {
      RunCounts counts = runs.end(run);
      if (counts != null) {
        event.runCounts(counts);
      }
    }
  }

  /** Counts the event. */
  void accepted(EcsWriter event, Severity severity) {
    String run = event.runId();
    if (run == null) {
      return;
    }
    if (event.startsRun()) {
      runs.start(run);
    } else if (!event.endsRun()) {
      runs.count(run, severity);
    }
  }
}
