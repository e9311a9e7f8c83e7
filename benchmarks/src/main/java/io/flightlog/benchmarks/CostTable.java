package io.flightlog.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What an event costs in each of several cases, as rows of a Markdown table. */
final class CostTable {
  private CostTable() {}

  /** A measurement in picoseconds per event, in a JVM of its own. */
  @FunctionalInterface
  interface Measurement<C> {
    long picosPerEvent(C measured) throws InterruptedException;
  }

  /** Measures all cases in interleaved rounds; prints median and bounds of each, in nanoseconds. */
  static <C extends Enum<C>> void print(
      Class<C> cases, Function<C, String> title, int rounds, Measurement<C> measurement)
      throws InterruptedException {
    Map<C, List<Long>> picos = new EnumMap<>(cases);
    for (int round = 0; round < rounds; round++) {
      for (C each : cases.getEnumConstants()) {
        picos
            .computeIfAbsent(each, measured -> new ArrayList<>())
            .add(measurement.picosPerEvent(each));
      }
    }
    picos.forEach(
        (each, measured) -> {
          measured.sort(null);
          System.out.printf(
              "| %s | %d [%d–%d] |%n",
              title.apply(each),
              measured.get(rounds / 2) / 1000,
              measured.get(0) / 1000,
              measured.get(rounds - 1) / 1000);
        });
  }
}
