package io.flightlog.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast a sender brings what it kept, once its receiver is there again and it has noticed:
 * events a second, from the first that arrives until no more are outstanding than those of half a
 * second, which are always under way. Those that are logged meanwhile count, too.
 */
final class CatchUp {
  private static final Duration UNDER_WAY = Duration.ofMillis(500);

  private CatchUp() {}

  /**
   * @param arrivals of which all there was by the end of each {@link ReceiverProgram#STEP}, first
   *     those of a warm-up
   * @param warmUp events that had come before
   * @param events logged in all, at the rate
   * @return empty when it was over within a step, or never was
   */
  static OptionalDouble perSecond(
      List<Long> arrivals, long warmUp, Outage outage, long rate, long events) {
    double step = ReceiverProgram.STEP.toNanos() / 1e9;
    int recovery = (int) Math.ceil(outage.after().plus(outage.lasting()).toNanos() / 1e9 / step);
    int first = recovery;
    while (first + 1 < arrivals.size() && arrivals.get(first + 1).equals(arrivals.get(first))) {
      first++;
    }
    for (int at = first + 1; at < arrivals.size(); at++) {
      double seconds = (at + 1) * step - UNDER_WAY.toNanos() / 1e9;
      double logged = Math.min((double) events, rate * seconds);
      if (arrivals.get(at) - warmUp >= logged) {
        return OptionalDouble.of((arrivals.get(at) - arrivals.get(first)) / ((at - first) * step));
      }
    }
    return OptionalDouble.empty();
  }
}
