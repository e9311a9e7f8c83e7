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
import java.util.concurrent.TimeUnit;

/**
 * What the recorder's threads take of a core while nobody logs: each durability for a minute, its
 * status record included, after the ten seconds behind a first event.
 */
public final class IdleCost {
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final String OWN_THREADS = "flightlog-";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private IdleCost() {}

  /** Prints a row of a Markdown table for each durability. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (String durability : new String[] {"memory", "spill", "journal"}) {
      long nanos = cpuNanos(durability);
      System.out.printf(
          "| %s | %.1f | %.2f %% |%n", durability, nanos / 1e6, 100.0 * nanos / SPAN.toNanos());
    }
  }

  private static long cpuNanos(String durability) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("idle-cost");
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad()) {
      OptionValues options = new OptionValues();
      options.set("url", server.url().toString()).set("durability", durability);
      if (!durability.equals("memory")) {
        options.set("spool.directory", directory.toString());
      }
      try (LogPipeline<DocumentKind> idle = DeliveringRecorder.start("idle", options)) {
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        long before = ownCpuNanos();
        TimeUnit.NANOSECONDS.sleep(SPAN.toNanos());
        return ownCpuNanos() - before;
      }
    } finally {
      FileTrees.delete(directory);
    }
  }

  private static long ownCpuNanos() {
    long nanos = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(OWN_THREADS)) {
        nanos += THREADS.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }
}
