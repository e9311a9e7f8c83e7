package io.flightlog.benchmarks;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.WriterPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What masking adds to the encoding of one event, on one thread: message, a key-value and six MDC
 * entries. Each case runs in a JVM of its own, in interleaved rounds; printed are the median and
 * the bounds of the rounds.
 */
public final class MaskingCost {
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 500_000;
  private static final int EVENTS = 500_000;
  private static final int BATCHES = 10;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String PLAIN = "Order 4711 of customer acme-corp exported in 42 ms";
  private static final String WITH_ADDRESS = PLAIN + " for joe.doe@mail.example.com";

  private enum Case {
    OFF("no rules", null, null, PLAIN),
    OFF_ADDRESS("no rules, the longer message", null, null, WITH_ADDRESS),
    PATTERN("own pattern, finds nothing", null, "pin=\\d{4}", PLAIN),
    PATTERN_FINDS("own pattern, finds one", null, "acme-[a-z]+", PLAIN),
    EMAIL("preset email, finds nothing", "email", null, PLAIN),
    EMAIL_FINDS("preset email, finds one", "email", null, WITH_ADDRESS),
    ALL("all presets, find nothing", "all", null, PLAIN),
    ALL_FIND("all presets, find one", "all", null, WITH_ADDRESS);

    private final String title;
    private final @Nullable String preset;
    private final @Nullable String pattern;
    private final String message;

    Case(String title, @Nullable String preset, @Nullable String pattern, String message) {
      this.title = title;
      this.preset = preset;
      this.pattern = pattern;
      this.message = message;
    }

    PipelineConfig config() {
      OptionValues options = new OptionValues();
      if (preset != null || pattern != null) {
        options.addMask(preset, pattern, null);
      }
      return PipelineConfig.from(options);
    }
  }

  private MaskingCost() {}

  /**
   * @param arguments none, or the one case that this JVM measures
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 1) {
      long nanos = measure(Case.valueOf(arguments[0]));
      new Reply("measured", Map.of("picosPerEvent", nanos * 1000 / EVENTS)).print();
      return;
    }
    CostTable.print(Case.class, each -> each.title, ROUNDS, MaskingCost::inOwnJvm);
  }

  private static long inOwnJvm(Case measured) throws InterruptedException {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    try (Child child =
        Child.start("masking-cost", directory, MaskingCost.class, List.of("-Xmx1g"), measured)) {
      return child.await("measured", LIMIT).number("picosPerEvent");
    }
  }

  /** The fastest of several batches, scaled to all events: others use the machine as well. */
  private static long measure(Case measured) {
    WriterPool writers =
        new WriterPool(new EcsFormat(measured.config(), "0123456789abcdef", Map.of()));
    run(writers, measured.message, WARM_UP);
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      long start = System.nanoTime();
      run(writers, measured.message, EVENTS / BATCHES);
      least = Math.min(least, System.nanoTime() - start);
    }
    return least * BATCHES;
  }

  private static void run(WriterPool writers, String message, int events) {
    for (int i = 0; i < events; i++) {
      EcsWriter out = writers.acquire();
      out.begin();
      out.timestamp(1_700_000_000L + i / 1000, i % 1000 * 1_000_000);
      out.level("INFO");
      out.logger("com.example.scheduler.InvoiceExport");
      out.thread("worker-1");
      out.message(message);
      out.keyValue("rows", i);
      out.contextEntry("task.id", "invoice-export-4711-1");
      out.contextEntry("task.name", "invoice-export");
      out.contextEntry("user.id", "user-1");
      out.contextEntry("trace.id", "4bf92f3577b34da6a3ce929d0e0e4731");
      out.contextEntry("span.id", "00f067aa0ba902b1");
      out.contextEntry("instance", "scheduler-1");
      out.end();
      writers.release(out);
    }
  }
}
