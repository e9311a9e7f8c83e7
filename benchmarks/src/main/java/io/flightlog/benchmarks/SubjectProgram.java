package io.flightlog.benchmarks;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The application's JVM, with one appender. Warms up and says {@code warm}; logs at {@code go} and
 * says {@code logged}; answers {@code usage} with what the process {@code used} since. Leaves when
 * its parent has no more commands.
 */
public final class SubjectProgram {
  /** What even those that drop when they are hurried can keep up with. */
  private static final long WARM_UP_RATE = 50_000;

  /** At that rate, before it is made as fast as it will be. */
  private static final long PACED_WARM_UP = 100_000;

  private SubjectProgram() {}

  /**
   * @param arguments producers, events to warm up with, events to measure, events a second (0: as
   *     many as can be)
   */
  public static void main(String[] arguments) throws InterruptedException {
    Commands commands = Commands.ofParent();
    int producers = Integer.parseInt(arguments[0]);
    long warmUp = Long.parseLong(arguments[1]);
    long events = Long.parseLong(arguments[2]);
    long rate = Long.parseLong(arguments[3]);
    Workload workload = new Workload(producers, rate);
    warmUp(new Workload(producers, WARM_UP_RATE), workload, warmUp, rate);
    new Reply("warm", Map.of()).print();
    ProcessUsage usage = new ProcessUsage();
    for (String command; (command = commands.next()) != null; ) {
      switch (command) {
        case "go" -> {
          usage.begin();
          logged(workload.run(warmUp, events)).print();
        }
        case "usage" -> usage.reply().print();
        default -> throw new IllegalArgumentException(command);
      }
    }
    Framework.ofThisJvm().stop();
  }

  /** What is to be measured as fast as can be is also compiled for that before. */
  private static void warmUp(Workload paced, Workload measured, long events, long rate)
      throws InterruptedException {
    long first = rate == 0 ? Math.min(events, PACED_WARM_UP) : events;
    paced.run(0, first);
    if (first < events) {
      measured.run(first, events - first);
    }
  }

  private static Reply logged(Workload.Calls calls) {
    Histogram latencies = calls.latencies();
    return new Reply(
        "logged",
        Map.of(
            "firstNanos", calls.firstNanos(),
            "lastNanos", calls.lastNanos(),
            "allocatedBytes", calls.allocatedBytes(),
            "p50", latencies.getValueAtPercentile(50),
            "p99", latencies.getValueAtPercentile(99),
            "p999", latencies.getValueAtPercentile(99.9),
            "max", latencies.getMaxValue()),
        Map.of("latencies", Latencies.points(latencies)));
  }
}
