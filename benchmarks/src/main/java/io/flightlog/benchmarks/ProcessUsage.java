package io.flightlog.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;

/** What this JVM uses of the machine from some moment on. One thread. */
final class ProcessUsage {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long cpuNanos;

  /** From now on, with an empty heap as far as can be. */
  void begin() {
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    cpuNanos = PROCESS.getProcessCpuTime();
  }

  /** What it was, until now. */
  Reply reply() {
    long cpu = PROCESS.getProcessCpuTime() - cpuNanos;
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Reply("used", Map.of("cpuNanos", cpu, "peakHeapBytes", peak));
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
