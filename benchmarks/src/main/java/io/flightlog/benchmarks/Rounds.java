package io.flightlog.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All rounds of one subject: figures, or why there are none. One thread. */
final class Rounds {
  private final List<Measured> rounds = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  void measured(Measured round) {
    rounds.add(round);
  }

  void failed(String reason) {
    failures.add(reason);
  }

  List<Measured> all() {
    return List.copyOf(rounds);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * One figure for all rounds; empty if a single one failed, for then nothing is known. What some
   * round does not know is left out.
   */
  Map<Figure, Double> summary() {
    Map<Figure, Double> summary = new EnumMap<>(Figure.class);
    if (failures.isEmpty() && !rounds.isEmpty()) {
      for (Figure figure : rounds.get(0).figures().keySet()) {
        List<Double> known =
            rounds.stream()
                .flatMap(round -> Stream.ofNullable(round.figures().get(figure)))
                .toList();
        if (known.size() == rounds.size()) {
          summary.put(figure, figure.of(known));
        }
      }
    }
    return summary;
  }

  /** The same, with what is above the floor. */
  Map<Figure, Double> summaryAbove(Map<Figure, Double> floor) {
    Map<Figure, Double> summary = summary();
    above(summary, floor, Figure.CALLER_BYTES, Figure.CALLER_BYTES_ABOVE);
    above(summary, floor, Figure.CPU_NANOS, Figure.CPU_NANOS_ABOVE);
    return summary;
  }

  private static void above(
      Map<Figure, Double> summary, Map<Figure, Double> floor, Figure figure, Figure difference) {
    Double whole = summary.get(figure);
    Double part = floor.get(figure);
    if (whole != null && part != null) {
      summary.put(difference, whole - part);
    }
  }
}
