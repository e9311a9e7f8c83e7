package io.flightlog.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One subject once: its JVM and its receiver's, a warm-up that is waited for, and then the measured
 * events.
 *
 * @param events measured
 * @param warmUp events before them
 * @param rate events a second, 0 for as many as can be
 * @param directory where the children run and leave their standard error
 */
record Trial(long events, long warmUp, int producers, long rate, Path directory) {
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final double MIB = 1 << 20;

  /**
   * The figures; those of the receiver are missing where there is none.
   *
   * @throws TrialFailedException if anything at all was not as it must be
   */
  Map<Figure, Double> run(Subject subject, int round) throws InterruptedException {
    String name = subject.id() + "-" + round;
    if (subject.receiver() == ReceiverKind.NONE) {
      try (Child application = application(subject, name, 0)) {
        application.await("warm", LONGEST);
        application.tell("go");
        return calls(application);
      }
    }
    try (Child receiver =
        Child.start(
            name + "-receiver",
            directory,
            ReceiverProgram.class,
            List.of("-Xmx1g"),
            subject.receiver().name())) {
      return measure(subject, name, receiver);
    }
  }

  private Map<Figure, Double> measure(Subject subject, String name, Child receiver)
      throws InterruptedException {
    long port = receiver.await("ready", START).number("port");
    try (Child application = application(subject, name, port)) {
      application.await("warm", LONGEST);
      receiver.tell("await " + (warmUp + subject.ownEvents()));
      Reply before = receiver.await("arrived", LONGEST);
      receiver.tell("await " + (before.number("events") + events));
      application.tell("go");
      Reply logged = application.await("logged", LONGEST);
      Reply after = receiver.await("arrived", LONGEST);
      Map<Figure, Double> figures = figures(logged, usage(application));
      figures.putAll(arrivals(logged, before, after));
      application.leave();
      receiver.leave();
      return figures;
    }
  }

  private Child application(Subject subject, String name, long port) {
    return Child.start(
        name,
        directory,
        SubjectProgram.class,
        List.of(
            "-Xms1g",
            "-Xmx1g",
            "-Dlogback.configurationFile=" + subject.configuration(),
            "-Dbenchmark.port=" + port),
        producers,
        warmUp,
        events,
        rate);
  }

  private Map<Figure, Double> calls(Child application) throws InterruptedException {
    Reply logged = application.await("logged", LONGEST);
    Map<Figure, Double> figures = figures(logged, usage(application));
    application.leave();
    return figures;
  }

  private static Reply usage(Child application) throws InterruptedException {
    application.tell("usage");
    return application.await("used", START);
  }

  private Map<Figure, Double> figures(Reply logged, Reply used) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.P50_NANOS, (double) logged.number("p50"));
    figures.put(Figure.P99_NANOS, (double) logged.number("p99"));
    figures.put(Figure.P999_NANOS, (double) logged.number("p999"));
    figures.put(Figure.MAX_MILLIS, logged.number("max") / 1e6);
    figures.put(Figure.CALLER_BYTES, perEvent(logged.number("allocatedBytes")));
    figures.put(Figure.CPU_NANOS, perEvent(used.number("cpuNanos")));
    figures.put(Figure.PEAK_HEAP_MIB, used.number("peakHeapBytes") / MIB);
    return figures;
  }

  private Map<Figure, Double> arrivals(Reply logged, Reply before, Reply after) {
    if (after.number("unknown") > 0) {
      throw new TrialFailedException(after.number("unknown") + " arrivals without a sequence");
    }
    long delivered = after.number("events") - before.number("events");
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.DELIVERED, (double) delivered);
    figures.put(Figure.LOST, (double) (events - delivered));
    figures.put(Figure.DUPLICATED, (double) (after.number("repeats") - before.number("repeats")));
    double seconds = (after.number("lastNanos") - logged.number("firstNanos")) / 1e9;
    figures.put(Figure.EVENTS_PER_SECOND, delivered == 0 ? 0 : delivered / seconds);
    figures.put(
        Figure.WIRE_BYTES, perEvent(after.number("wireBytes") - before.number("wireBytes")));
    return figures;
  }

  private double perEvent(long sum) {
    return (double) sum / events;
  }
}
