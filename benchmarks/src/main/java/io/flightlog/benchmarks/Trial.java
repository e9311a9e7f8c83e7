package io.flightlog.benchmarks;

import io.flightlog.testkit.server.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One subject once: its JVM and its receiver's, a warm-up that is waited for, and then the measured
 * events.
 *
 * @param events measured
 * @param warmUp events before them
 * @param rate events a second, 0 for as many as can be
 * @param outage what goes wrong meanwhile, or null
 * @param real whether a real Elasticsearch receives, wherever one can
 * @param directory where each trial has a directory of its own
 */
record Trial(
    long events,
    long warmUp,
    int producers,
    long rate,
    @Nullable Outage outage,
    boolean real,
    Path directory) {
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Of those who log as fast as they can; events a second. */
  private static final long SLOWEST = 50_000;

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final String ZIP = "flightlog.elasticsearch.zip";
  private static final double MIB = 1 << 20;

  /**
   * Measures it.
   *
   * @throws TrialFailedException if anything at all was not as it must be
   */
  Measured run(Subject subject, int round) throws InterruptedException {
    Path work = emptyDirectory(subject.id() + "-" + round);
    if (subject.receiver() == ReceiverKind.NONE) {
      try (Child application = application(subject, "application", work, 0, warmUp)) {
        application.await("warm", longest());
        application.tell("go");
        Reply logged = application.await("logged", longest());
        Map<Figure, Double> figures = calls(logged);
        figures.putAll(usage(application));
        application.leave();
        return new Measured(figures, logged.list("latencies"), List.of());
      }
    }
    ReceiverKind kind = kindOfReceiver(subject);
    List<String> options = List.of("-Xmx1g", "-D" + ZIP + "=" + System.getProperty(ZIP, ""));
    try (Child receiver =
        Child.start("receiver", work, ReceiverProgram.class, options, kind.name(), file(work))) {
      return measure(subject, work, receiver);
    }
  }

  /** Of each step of a trial. */
  private Duration longest() {
    Duration logging = Duration.ofSeconds(events / (rate == 0 ? SLOWEST : rate));
    return LONGEST.plus(logging).plus(outage == null ? QUIET : outage.quiet());
  }

  private ReceiverKind kindOfReceiver(Subject subject) {
    return real && subject.receiver().isElasticsearch() ? ReceiverKind.REAL : subject.receiver();
  }

  private Measured measure(Subject subject, Path work, Child receiver) throws InterruptedException {
    long port = receiver.await("ready", START).number("port");
    try (Child application = application(subject, "application", work, port, warmUp)) {
      application.await("warm", longest());
      long first = kindOfReceiver(subject) == ReceiverKind.BULK ? subject.ownEvents() : 0;
      receiver.tell("await " + (warmUp + first) + " " + QUIET.toMillis());
      Reply before = receiver.await("arrived", longest());
      Duration quiet = outage == null ? QUIET : outage.quiet();
      if (outage != null && !outage.command().isEmpty()) {
        receiver.tell(outage.command());
      }
      boolean killed = outage != null && outage.fault() == Fault.KILL;
      long extra = killed ? first : 0;
      long wanted = before.number("events") + events + extra;
      receiver.tell("await " + wanted + " " + quiet.toMillis());
      application.tell("go");
      Reply logged = application.await("logged", longest());
      Map<Figure, Double> figures = subject.logs() ? calls(logged) : new EnumMap<>(Figure.class);
      Reply after;
      if (killed) {
        application.kill();
        after = afterRestart(subject, work, port, receiver);
      } else {
        after = receiver.await("arrived", longest());
        figures.putAll(usage(application));
        application.leave();
      }
      figures.putAll(arrivals(logged, before, after, extra));
      if (outage != null && !killed) {
        figures.putAll(
            new CatchUp(outage, rate, events)
                .figures(after.list("arrivals"), before.number("events")));
      }
      if (kindOfReceiver(subject) == ReceiverKind.REAL) {
        figures.remove(Figure.WIRE_BYTES);
        figures.putAll(server(before, after, receiver));
      }
      receiver.leave();
      List<Long> latencies = subject.logs() ? logged.list("latencies") : List.of();
      return new Measured(figures, latencies, after.list("arrivals"));
    }
  }

  /** What a real server paid; how much of its CPU is not known of one that was killed meanwhile. */
  private Map<Figure, Double> server(Reply before, Reply after, Child receiver)
      throws InterruptedException {
    receiver.tell("merge");
    Reply stored = receiver.await("stored", longest());
    double documents = stored.number("documents");
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.SERVER_MERGE_NANOS, stored.number("serverCpuNanos") / documents);
    figures.put(Figure.DISK_BYTES, stored.number("bytes") / documents);
    long arrived = after.number("events") - before.number("events");
    if (outage == null && arrived > 0) {
      figures.put(Figure.SERVER_CPU_NANOS, (double) after.number("serverCpuNanos") / arrived);
    }
    return figures;
  }

  /** The same application again, which logs nothing: what it finds on disk may still come. */
  private Reply afterRestart(Subject subject, Path work, long port, Child receiver)
      throws InterruptedException {
    try (Child again = application(subject, "application-again", work, port, 0)) {
      again.await("warm", longest());
      Reply after = receiver.await("arrived", longest());
      again.leave();
      return after;
    }
  }

  private Path emptyDirectory(String name) {
    Path work = directory.resolve(name);
    try {
      FileTrees.delete(work);
      return Files.createDirectories(work);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + work, e);
    }
  }

  private static Path file(Path work) {
    return work.resolve("events.log");
  }

  private Child application(Subject subject, String name, Path work, long port, long first) {
    List<String> options = new ArrayList<>(subject.jvmOptions(port, file(work)));
    options.addAll(List.of("-Xms1g", "-Xmx1g"));
    return Child.start(name, work, subject.program(), options, producers, first, events, rate);
  }

  private Map<Figure, Double> usage(Child application) throws InterruptedException {
    application.tell("usage");
    Reply used = application.await("used", START);
    return Map.of(
        Figure.CPU_NANOS,
        perEvent(used.number("cpuNanos")),
        Figure.PEAK_HEAP_MIB,
        used.number("peakHeapBytes") / MIB);
  }

  private Map<Figure, Double> calls(Reply logged) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.P50_NANOS, (double) logged.number("p50"));
    figures.put(Figure.P99_NANOS, (double) logged.number("p99"));
    figures.put(Figure.P999_NANOS, (double) logged.number("p999"));
    figures.put(Figure.MAX_MILLIS, logged.number("max") / 1e6);
    figures.put(Figure.CALLER_BYTES, perEvent(logged.number("allocatedBytes")));
    return figures;
  }

  /**
   * @param extra events that are not the application's
   */
  private Map<Figure, Double> arrivals(Reply logged, Reply before, Reply after, long extra) {
    if (after.number("unknown") > 0) {
      throw new TrialFailedException(after.number("unknown") + " arrivals without a sequence");
    }
    long delivered = after.number("events") - before.number("events") - extra;
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
