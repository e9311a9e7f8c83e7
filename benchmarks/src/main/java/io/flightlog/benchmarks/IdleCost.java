package io.flightlog.benchmarks;

import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.server.FileTrees;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What the recorder's threads take of a core while nobody logs: each durability for a minute, its
 * status record included, after the ten seconds behind a first event. Beside it the floor: a thread
 * that only parks, for as long as the drain agent does.
 */
public final class IdleCost {
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final Duration PARK = Duration.ofMillis(5);
  private static final String OWN_THREADS = "flightlog-";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private IdleCost() {}

  /** Prints a row of a Markdown table for the floor, and for each durability. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    row("a thread that parks for 5 ms, again and again", Map.of("", parkingNanos()));
    for (String durability : new String[] {"memory", "spill", "journal"}) {
      row(durability, cpuNanos(durability));
    }
  }

  private static void row(String what, Map<String, Long> cpuNanos) {
    long all = cpuNanos.values().stream().mapToLong(Long::longValue).sum();
    String each =
        cpuNanos.entrySet().stream()
            .map(thread -> String.format("%s %.2f %%", thread.getKey(), percent(thread.getValue())))
            .collect(Collectors.joining(", "));
    System.out.printf("| %s | %.1f | %.2f %% | %s |%n", what, all / 1e6, percent(all), each);
  }

  private static double percent(long nanos) {
    return 100.0 * nanos / SPAN.toNanos();
  }

  private static long parkingNanos() {
    long end = System.nanoTime() + SPAN.toNanos();
    long before = THREADS.getCurrentThreadCpuTime();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PARK.toNanos());
    }
    return THREADS.getCurrentThreadCpuTime() - before;
  }

  private static Map<String, Long> cpuNanos(String durability)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("idle-cost");
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad()) {
      OptionValues options = new OptionValues();
      options.set("url", server.url().toString()).set("durability", durability);
      if (!durability.equals("memory")) {
        options.set("spool.directory", directory.toString());
      }
      try (LogPipeline<DocumentKind> idle = DeliveringRecorder.start("idle", options)) {
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        Map<String, Long> before = ownCpuNanos();
        TimeUnit.NANOSECONDS.sleep(SPAN.toNanos());
        Map<String, Long> cost = ownCpuNanos();
        before.forEach((thread, nanos) -> cost.merge(thread, -nanos, Long::sum));
        return cost;
      }
    } finally {
      FileTrees.delete(directory);
    }
  }

  private static Map<String, Long> ownCpuNanos() {
    Map<String, Long> nanos = new TreeMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(OWN_THREADS)) {
        nanos.merge(
            thread.getThreadName().substring(OWN_THREADS.length()),
            THREADS.getThreadCpuTime(thread.getThreadId()),
            Long::sum);
      }
    }
    return nanos;
  }
}
