package io.flightlog.benchmarks;

import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.FakeElasticsearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counting the events of runs adds to an append, on one thread: a message and six or seven MDC
 * entries. A batch fits into the ring, and is delivered before the next begins: nobody waits for
 * room. Each case runs in a JVM of its own, in interleaved rounds; printed are the median and the
 * bounds of the rounds.
 */
public final class RunCountCost {
  private static final int ROUNDS = 7;
  private static final int EVENTS = 4000;
  private static final int WARM_UP_BATCHES = 100;
  private static final int BATCHES = 100;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String START = "task-started";
  private static final String LINE = "";

  private enum Case {
    NO_RUN("no run in the MDC", false, false),
    NOT_OPEN("a run in the MDC, none is open", true, false),
    OPEN("a run in the MDC, it is open and counted", true, true);

    private final String title;
    private final boolean inMdc;
    private final boolean open;

    Case(String title, boolean inMdc, boolean open) {
      this.title = title;
      this.inMdc = inMdc;
      this.open = open;
    }
  }

  private RunCountCost() {}

  /**
   * @param arguments none, or the one case that this JVM measures
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 1) {
      long nanos = measure(Case.valueOf(arguments[0]));
      new Reply("measured", Map.of("picosPerEvent", nanos * 1000 / EVENTS)).print();
      return;
    }
    CostTable.print(Case.class, each -> each.title, ROUNDS, RunCountCost::inOwnJvm);
  }

  private static long inOwnJvm(Case measured) throws InterruptedException {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> options = new ArrayList<>(Subject.NO_OP.jvmOptions(0, directory));
    options.add("-Xmx1g");
    try (Child child = Child.start("run-count", directory, RunCountCost.class, options, measured)) {
      return child.await("measured", LIMIT).number("picosPerEvent");
    }
  }

  /** Nanoseconds of the fastest of several batches: others use the machine as well. */
  private static long measure(Case measured) {
    OptionValues options = new OptionValues();
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad()) {
      options.set("url", server.url().toString());
      options.set("setup", "off").set("durability", "memory").set("statusInterval", "0");
      PipelineConfig config = PipelineConfig.from(options);
      try (LogPipeline<String> pipeline =
          LogPipeline.start(
              "cost", config, (action, out) -> encode(action, measured, out), new NothingToSay())) {
        if (measured.open) {
          pipeline.append(Severity.INFO, START);
        }
        long least = Long.MAX_VALUE;
        for (int batch = 0; batch < WARM_UP_BATCHES + BATCHES; batch++) {
          long nanos = append(pipeline);
          least = batch < WARM_UP_BATCHES ? least : Math.min(least, nanos);
          pipeline.flush(LIMIT);
        }
        if (pipeline.stats().droppedTotal() > 0) {
          throw new TrialFailedException("events were dropped: " + pipeline.stats());
        }
        return least;
      }
    }
  }

  private static long append(LogPipeline<String> pipeline) {
    long start = System.nanoTime();
    for (int i = 0; i < EVENTS; i++) {
      pipeline.append(Severity.INFO, LINE);
    }
    return System.nanoTime() - start;
  }

  private static void encode(String action, Case measured, EcsWriter out) {
    out.timestamp(1_700_000_000L, 0);
    out.level("INFO");
    out.logger("com.example.scheduler.InvoiceExport");
    out.thread("worker-1");
    out.message("Order 4711 of customer acme-corp exported in 42 ms");
    if (!action.equals(LINE)) {
      out.keyValue("event.action", action);
    }
    if (measured.inMdc) {
      out.contextEntry("task.run.id", "1jd9p4ek0abcdefghijk");
    }
    out.contextEntry("task.id", "invoice-export-4711-1");
    out.contextEntry("task.name", "invoice-export");
    out.contextEntry("user.id", "user-1");
    out.contextEntry("trace.id", "4bf92f3577b34da6a3ce929d0e0e4731");
    out.contextEntry("span.id", "00f067aa0ba902b1");
    out.contextEntry("instance", "scheduler-1");
  }

  /** A word on the standard output makes the run a failed one. */
  private static final class NothingToSay implements Diagnostics {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      System.out.println(message);
    }

    @Override
    public void error(String message, @Nullable Throwable cause) {
      System.out.println(message);
    }
  }
}
