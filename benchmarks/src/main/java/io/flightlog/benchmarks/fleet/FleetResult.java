package io.flightlog.benchmarks.fleet;

import io.flightlog.benchmarks.fleet.Timeline.Outcome;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a simulation has shown.
 *
 * @param timeline second by second
 * @param steadyRequests requests a second before the fault, the mean of its last ten seconds
 * @param owed events that waited when the fault was over
 * @param secondsToRecover until the last instance had delivered what it owed; infinite when never
 * @param medianSecondsToRecover until half of the instances had
 * @param rejected requests answered with 429, for the whole or for items, from the fault on
 * @param refused requests that nobody listened to
 * @param unanswered requests that were reset, or timed out
 * @param taken requests answered without a refusal, from the fault on
 * @param beat the busiest second of the fault's second half, over the mean of these: 1 is even, and
 *     the back-off's length in seconds is a fleet in step
 * @param storm the busiest second after the fault, over the mean until recovery
 * @param fairness Jain's index at half time, see {@link Recovery#fairness}
 * @param peakQueue writes that waited at one node
 * @param peakInFlight requests under way at once
 * @param peakConnections open at once
 * @param lost events, always 0
 */
record FleetResult(
    Scenario scenario,
    Timeline timeline,
    double steadyRequests,
    long owed,
    double secondsToRecover,
    double medianSecondsToRecover,
    long rejected,
    long refused,
    long unanswered,
    long taken,
    double beat,
    double storm,
    double fairness,
    long peakQueue,
    long peakInFlight,
    long peakConnections,
    long lost) {

  private static final int STEADY_SECONDS = 10;

  static FleetResult of(Scenario scenario, Timeline timeline, Recovery recovery) {
    int fault = Math.toIntExact(Scenario.BEFORE.toSeconds());
    int over = fault + Math.toIntExact(scenario.faultLasts().toSeconds());
    int end = timeline.second() + 1;
    long[] sent = timeline.sentBySecond();
    double[] seconds = recovery.secondsToCatchUp();
    return new FleetResult(
        scenario,
        timeline,
        mean(sent, fault - STEADY_SECONDS, fault),
        recovery.owed(),
        seconds[seconds.length - 1],
        seconds[(seconds.length - 1) / 2],
        sum(timeline.bySecond(Outcome.REJECTED), fault, end),
        sum(timeline.bySecond(Outcome.REFUSED), fault, end),
        sum(timeline.bySecond(Outcome.UNANSWERED), fault, end),
        sum(timeline.bySecond(Outcome.TAKEN), fault, end),
        peakOverMean(sent, (fault + over) / 2, over),
        peakOverMean(sent, over, end),
        recovery.fairness(),
        timeline.peakQueue(),
        timeline.peakInFlight(),
        timeline.peakConnections(),
        recovery.lost());
  }

  boolean hasRecovered() {
    return Double.isFinite(secondsToRecover);
  }

  /** Requests that brought nothing, for each that did. */
  double waste() {
    return taken == 0
        ? Double.POSITIVE_INFINITY
        : (double) (rejected + refused + unanswered) / taken;
  }

  /** When the fault is over. */
  Duration faultEnds() {
    return Scenario.BEFORE.plus(scenario.faultLasts());
  }

  private static long sum(long[] bySecond, int from, int to) {
    return Arrays.stream(bySecond, from, to).sum();
  }

  private static double mean(long[] bySecond, int from, int to) {
    return Arrays.stream(bySecond, from, to).average().orElse(0);
  }

  private static double peakOverMean(long[] bySecond, int from, int to) {
    double mean = mean(bySecond, from, to);
    long peak = Arrays.stream(bySecond, from, to).max().orElse(0);
    return mean == 0 ? 0 : peak / mean;
  }
}
