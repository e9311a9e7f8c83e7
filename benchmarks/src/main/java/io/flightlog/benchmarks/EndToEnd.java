package io.flightlog.benchmarks;

import io.flightlog.benchmarks.plot.EndToEndCharts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures each appender from the logging call to the receiver, in JVMs of its own, in interleaved
 * rounds. Prints a Markdown table and writes every round as JSON. The exit status is 1 if any trial
 * failed.
 */
@Command(
    name = "run.sh",
    description = "Measures appenders from the logging call to the receiver, loss counts included.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EndToEnd implements Callable<Integer> {
  private static final long QUICK_EVENTS = 300_000;
  private static final long FULL_EVENTS = 2_000_000;
  private static final long QUICK_WARM_UP = 300_000;
  private static final long FULL_WARM_UP = 2_000_000;
  private static final Set<Subject> VARIANTS =
      EnumSet.of(Subject.FLIGHTLOG_JOURNAL, Subject.FLIGHTLOG_MASKED);
  private static final long FAULT_RATE = 5_000;

  @Option(
      names = "--quick",
      description = {
        "300,000 events after 300,000, 3 rounds, without variants,",
        "instead of 2,000,000 after 2,000,000, and 5"
      })
  private boolean quick;

  @Option(names = "--events", description = "measured, each round")
  private @Nullable Long events;

  @Option(names = "--rounds", description = "interleaved; the median is shown")
  private @Nullable Integer rounds;

  @Option(
      names = "--warm-up",
      description = "events before them; 100,000 of them, at --rate all, at 50,000 a second")
  private @Nullable Long warmUp;

  @Option(names = "--producers", description = "threads that log (${DEFAULT-VALUE})")
  private int producers = 2;

  @Option(names = "--rate", description = "events a second; 0 for as many as can be")
  private @Nullable Long rate;

  @Option(
      names = "--fault",
      description = "what goes wrong meanwhile: ${COMPLETION-CANDIDATES}; implies a rate of 5,000")
  private @Nullable Fault fault;

  @Option(names = "--fault-after", description = "seconds of logging before (${DEFAULT-VALUE})")
  private long faultAfter = 2;

  @Option(names = "--fault-for", description = "seconds (${DEFAULT-VALUE})")
  private long faultFor = 5;

  @Option(
      names = "--real",
      description = "a real Elasticsearch receives, and only those are measured that send to one")
  private boolean real;

  @Option(names = "--only", split = ",", description = "some of ${COMPLETION-CANDIDATES}")
  private List<Subject> only = List.of();

  @Option(names = "--directory", description = "for JSON and logs (${DEFAULT-VALUE})")
  private Path directory = Path.of("target", "end-to-end");

  /** Runs it, and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new EndToEnd())
        .registerConverter(Subject.class, id -> named(id, Subject.values()))
        .registerConverter(Fault.class, id -> named(id, Fault.values()));
  }

  private static <E extends Enum<E>> E named(String id, E[] all) {
    for (E each : all) {
      if (each.toString().equals(id)) {
        return each;
      }
    }
    throw new CommandLine.TypeConversionException("there is no '" + id + "'");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createDirectories(directory.toAbsolutePath());
    long perSecond = rate != null ? rate : fault != null ? FAULT_RATE : 0;
    long count = events != null ? events : events(perSecond);
    long before = warmUp != null ? warmUp : quick ? QUICK_WARM_UP : FULL_WARM_UP;
    int times = rounds != null ? rounds : quick ? 3 : 5;
    Outage outage =
        fault == null
            ? null
            : new Outage(fault, Duration.ofSeconds(faultAfter), Duration.ofSeconds(faultFor));
    Trial trial = new Trial(count, before, producers, perSecond, outage, real, work);
    String loadBefore = load();
    Report report = new Report(measure(trial, times));
    Map<String, Object> circumstances = new LinkedHashMap<>();
    circumstances.put("events", count);
    circumstances.put("rounds", times);
    circumstances.put("warmUp", before);
    circumstances.put("producers", producers);
    circumstances.put("rate", perSecond);
    circumstances.put("fault", outage == null ? "none" : outage.toString());
    circumstances.put("receiver", real ? serverVersion() : "stand-in");
    circumstances.put("arrivalStepMillis", ReceiverProgram.STEP.toMillis());
    circumstances.put("latencyPointsPerNine", Latencies.POINTS_PER_NINE);
    circumstances.put("cores", Runtime.getRuntime().availableProcessors());
    circumstances.put("jdk", Runtime.version().toString());
    circumstances.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    circumstances.put("loadBefore", loadBefore);
    circumstances.put("loadAfter", load());
    Path json = work.resolve("end-to-end.json");
    report.write(json, circumstances);
    EndToEndCharts.draw(json, work);
    System.out.println(report.markdown());
    System.out.println(circumstances);
    return report.complete() ? 0 : 1;
  }

  /** With a fault: that many seconds before it, as long as it lasts, and twice as long after. */
  private long events(long perSecond) {
    if (fault != null && perSecond > 0) {
      return perSecond * (faultAfter + 3 * faultFor);
    }
    return quick ? QUICK_EVENTS : FULL_EVENTS;
  }

  /** Each round begins with another subject, so that none always follows the same one. */
  private Map<Subject, Rounds> measure(Trial trial, int times) throws InterruptedException {
    Map<Subject, Rounds> results = new EnumMap<>(Subject.class);
    for (Subject subject : Subject.values()) {
      if (isMeasured(subject)) {
        results.put(subject, new Rounds());
      }
    }
    List<Subject> subjects = List.copyOf(results.keySet());
    for (int round = 0; round < times; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get((round + i) % subjects.size());
        System.err.printf("round %d of %d: %s%n", round + 1, times, subject.id());
        Rounds result = results.getOrDefault(subject, new Rounds());
        try {
          result.measured(trial.run(subject, round));
        } catch (TrialFailedException failed) {
          result.failed(String.valueOf(failed.getMessage()));
        }
      }
    }
    return results;
  }

  /** A bare loop knows no rate and survives no fault. */
  private boolean isMeasured(Subject subject) {
    boolean wanted =
        only.isEmpty() ? !(quick && VARIANTS.contains(subject)) : only.contains(subject);
    boolean sendsThere =
        real
            ? subject.receiver() == ReceiverKind.NONE || subject.receiver().isElasticsearch()
            : subject.receiver() != ReceiverKind.REAL;
    boolean asFastAsCanBe = fault == null && (rate == null || rate == 0);
    return wanted && sendsThere && (subject.logs() || asFastAsCanBe);
  }

  private static String serverVersion() {
    Path zip = Path.of(System.getProperty("flightlog.elasticsearch.zip", ""));
    return String.valueOf(zip.getFileName());
  }

  /** The machine's load average of the last minute, which tells whether others worked on it. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
