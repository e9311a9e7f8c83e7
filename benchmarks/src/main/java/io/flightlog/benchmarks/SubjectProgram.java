package io.flightlog.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.slf4j.LoggerFactory;

/**
 * The application's JVM, with one appender. Warms up and says {@code warm}; logs at {@code go} and
 * says {@code logged}; answers {@code usage} with what the process {@code used} since. Leaves when
 * its parent has no more commands.
 */
public final class SubjectProgram {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

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
    Workload workload = new Workload(producers, Long.parseLong(arguments[3]));
    new Workload(producers, 0).run(0, warmUp);
    new Reply("warm", Map.of()).print();
    long cpu = 0;
    for (String command; (command = commands.next()) != null; ) {
      switch (command) {
        case "go" -> {
          System.gc();
          heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
          cpu = PROCESS.getProcessCpuTime();
          logged(workload.run(warmUp, events)).print();
        }
        case "usage" -> used(PROCESS.getProcessCpuTime() - cpu).print();
        default -> throw new IllegalArgumentException(command);
      }
    }
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
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
            "max", latencies.getMaxValue()));
  }

  private static Reply used(long cpuNanos) {
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Reply("used", Map.of("cpuNanos", cpuNanos, "peakHeapBytes", peak));
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
