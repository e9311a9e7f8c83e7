package io.flightlog.benchmarks.fleet;

import java.util.Locale;

/** Results as rows of a Markdown table. */
final class FleetTable {
  /** In a smaller fleet the busiest second says nothing about whether it is in step. */
  private static final int LEAST_INSTANCES_TO_BEAT = 100;

  private FleetTable() {}

  static String head() {
    return "| instances | requests/s before | events owed | s until half, all caught up | 429 |"
        + " refused | unanswered | wasted per useful request | beat | storm | fairness |"
        + " longest queue | in flight | connections |\n"
        + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";
  }

  static String row(FleetResult result) {
    int instances = result.scenario().instances();
    String beat =
        instances < LEAST_INSTANCES_TO_BEAT
            ? "–"
            : String.format(Locale.ROOT, "%.1f", result.beat());
    return String.format(
        Locale.ROOT,
        "| %,d | %,.0f | %,d | %.1f, %.1f | %,d | %,d | %,d | %.2f | %s | %.1f | %.2f | %,d | %,d |"
            + " %,d |",
        instances,
        result.steadyRequests(),
        result.owed(),
        result.medianSecondsToRecover(),
        result.secondsToRecover(),
        result.rejected(),
        result.refused(),
        result.unanswered(),
        result.waste(),
        beat,
        result.storm(),
        result.fairness(),
        result.peakQueue(),
        result.peakInFlight(),
        result.peakConnections());
  }
}
