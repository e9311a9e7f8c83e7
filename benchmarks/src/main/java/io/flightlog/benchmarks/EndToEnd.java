package io.flightlog.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final long FULL_EVENTS = 1_000_000;

  @Option(names = "--quick", description = "300,000 events, 3 rounds instead of 1,000,000 and 5")
  private boolean quick;

  @Option(names = "--events", description = "measured, each round")
  private @Nullable Long events;

  @Option(names = "--rounds", description = "interleaved; the median is shown")
  private @Nullable Integer rounds;

  @Option(names = "--warm-up", description = "events before them (${DEFAULT-VALUE})")
  private long warmUp = 200_000;

  @Option(names = "--producers", description = "threads that log (${DEFAULT-VALUE})")
  private int producers = 2;

  @Option(names = "--rate", description = "events a second; 0 for as many as can be")
  private long rate;

  @Option(names = "--only", split = ",", description = "some of ${COMPLETION-CANDIDATES}")
  private List<Subject> only = List.of(Subject.values());

  @Option(names = "--directory", description = "for JSON and logs (${DEFAULT-VALUE})")
  private Path directory = Path.of("target", "end-to-end");

  /** Runs it, and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new EndToEnd()).registerConverter(Subject.class, EndToEnd::subject);
  }

  private static Subject subject(String id) {
    for (Subject subject : Subject.values()) {
      if (subject.id().equals(id)) {
        return subject;
      }
    }
    throw new CommandLine.TypeConversionException("there is no '" + id + "'");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createDirectories(directory.toAbsolutePath());
    long count = events != null ? events : quick ? QUICK_EVENTS : FULL_EVENTS;
    int times = rounds != null ? rounds : quick ? 3 : 5;
    Trial trial = new Trial(count, warmUp, producers, rate, work);
    String loadBefore = load();
    Report report = new Report(measure(trial, times));
    Map<String, Object> circumstances = new LinkedHashMap<>();
    circumstances.put("events", count);
    circumstances.put("rounds", times);
    circumstances.put("warmUp", warmUp);
    circumstances.put("producers", producers);
    circumstances.put("rate", rate);
    circumstances.put("cores", Runtime.getRuntime().availableProcessors());
    circumstances.put("jdk", Runtime.version().toString());
    circumstances.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    circumstances.put("loadBefore", loadBefore);
    circumstances.put("loadAfter", load());
    report.write(work.resolve("end-to-end.json"), circumstances);
    System.out.println(report.markdown());
    System.out.println(circumstances);
    return report.complete() ? 0 : 1;
  }

  /** Each round begins with another subject, so that none always follows the same one. */
  private Map<Subject, Rounds> measure(Trial trial, int times) throws InterruptedException {
    Map<Subject, Rounds> results = new EnumMap<>(Subject.class);
    only.forEach(subject -> results.put(subject, new Rounds()));
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

  /** The machine's load average of the last minute, which tells whether others worked on it. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
