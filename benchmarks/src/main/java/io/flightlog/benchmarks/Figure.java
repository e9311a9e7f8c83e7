package io.flightlog.benchmarks;

import java.util.List;
import java.util.Locale;

/** What is measured of a trial, in the order in which it is shown. */
enum Figure {
  DELIVERED("delivered", Of.LEAST, 0),
  /** Logged, and not at the receiver. */
  LOST("lost", Of.MOST, 0),
  DUPLICATED("duplicated", Of.MOST, 0),
  /** From the first call to the last receipt. */
  EVENTS_PER_SECOND("events/s", Of.MEDIAN, 0),
  P50_NANOS("call p50 ns", Of.MEDIAN, 0),
  P99_NANOS("p99 ns", Of.MEDIAN, 0),
  P999_NANOS("p99.9 ns", Of.MEDIAN, 0),
  MAX_MILLIS("max ms", Of.MOST, 1),
  CALLER_BYTES("B/event allocated by callers", Of.MEDIAN, 0),
  CALLER_BYTES_ABOVE("above floor", Of.MEDIAN, 0),
  CPU_NANOS("CPU ns/event", Of.MEDIAN, 0),
  CPU_NANOS_ABOVE("above floor", Of.MEDIAN, 0),
  PEAK_HEAP_MIB("peak heap MiB", Of.MOST, 0),
  WIRE_BYTES("wire B/event", Of.MEDIAN, 0),
  /** From the end of an outage to the next arrival, see {@link CatchUp}. */
  RESUMED_SECONDS("s until it goes on", Of.MEDIAN, 1),
  /** From then on. */
  CATCH_UP("events/s catching up", Of.MEDIAN, 0),
  /** Of a real server's process, until it had taken the last event. */
  SERVER_CPU_NANOS("server CPU ns/event", Of.MEDIAN, 0),
  /** The same, for what is left to do then: to merge each index to one segment. */
  SERVER_MERGE_NANOS("to merge", Of.MEDIAN, 0),
  /** On a real server, merged. */
  DISK_BYTES("disk B/event", Of.MEDIAN, 1);

  /** Which of several rounds is shown: of losses always the worst. */
  private enum Of {
    LEAST,
    MEDIAN,
    MOST
  }

  private final String title;
  private final Of of;
  private final int decimals;

  Figure(String title, Of of, int decimals) {
    this.title = title;
    this.of = of;
    this.decimals = decimals;
  }

  String title() {
    return of == Of.MOST && this != LOST && this != DUPLICATED ? title + " (worst)" : title;
  }

  /** Several rounds as one figure; the median of an even number is the mean of the middle two. */
  double of(List<Double> rounds) {
    List<Double> sorted = rounds.stream().sorted().toList();
    int size = sorted.size();
    return switch (of) {
      case LEAST -> sorted.get(0);
      case MOST -> sorted.get(size - 1);
      case MEDIAN -> (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    };
  }

  String show(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
