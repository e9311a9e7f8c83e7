package io.flightlog.benchmarks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a sender brings what it kept, once its receiver is there again: after how long the next event
 * comes, which is a matter of its pauses between attempts, and how many a second come from then on,
 * until no more are outstanding than those of half a second, which are always under way. Those that
 * are logged meanwhile count, too.
 *
 * @param rate events a second that are logged
 * @param events in all
 */
record CatchUp(Outage outage, long rate, long events) {
  private static final double STEP = ReceiverProgram.STEP.toNanos() / 1e9;
  private static final double UNDER_WAY = Duration.ofMillis(500).toNanos() / 1e9;

  /**
   * Both, exact to a {@link ReceiverProgram#STEP}. None if nothing comes after the outage; no rate
   * if the sender never catches up, or does within a step.
   *
   * @param arrivals how many had come by the end of each step, those before the first included
   * @param before those before
   */
  Map<Figure, Double> figures(List<Long> arrivals, long before) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    long outageSteps = outage.after().plus(outage.lasting()).dividedBy(ReceiverProgram.STEP);
    int over = Math.max(1, Math.toIntExact(outageSteps));
    int next = over;
    while (next < arrivals.size() && arrivals.get(next).equals(arrivals.get(over - 1))) {
      next++;
    }
    if (next < arrivals.size()) {
      figures.put(Figure.RESUMED_SECONDS, (next + 1 - over) * STEP);
      int level = next + 1;
      while (level < arrivals.size() && arrivals.get(level) - before < due(level)) {
        level++;
      }
      if (level < arrivals.size()) {
        double came = arrivals.get(level) - arrivals.get(next);
        figures.put(Figure.CATCH_UP, came / ((level - next) * STEP));
      }
    }
    return figures;
  }

  /** What is there by the end of a step if nothing is kept any more. */
  private double due(int step) {
    return Math.min((double) events, rate * ((step + 1) * STEP - UNDER_WAY));
  }
}
