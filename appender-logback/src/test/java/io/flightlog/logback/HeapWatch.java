package io.flightlog.logback;

import io.flightlog.config.PipelineConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;

/** What stays on the heap after collections, against what a pipeline may hold at most. */
final class HeapWatch {
  /** Of one request; the answer is read as a stream. */
  private static final long ANSWER_BYTES = 1 << 20;

  /** Classes, threads, connections: what does not grow with events. */
  private static final long FIXED_BYTES = 8 << 20;

  /** G1 gives an array of a megabyte and its header whole regions of their own. */
  private static final long REGION_BYTES = 1 << 20;

  private static final int ARRAY_HEADER_BYTES = 16;
  private static final int WRITERS = 64;

  private final long before = used();
  private final List<Long> samples = new ArrayList<>();

  /** The sum in the architecture's words, with batches as the collector counts them. */
  static long boundOf(PipelineConfig config) {
    long maxBytes = config.batch().maxBytes().bytes();
    long batches = config.batch().poolBytes().bytes() / maxBytes;
    long regionsOfBatch = (maxBytes + ARRAY_HEADER_BYTES + REGION_BYTES - 1) / REGION_BYTES;
    return config.queue().slots() * config.queue().slotBytes().bytes()
        + config.queue().maxLargeBytes().bytes()
        + batches * regionsOfBatch * REGION_BYTES
        + WRITERS * config.event().maxEventBytes().bytes()
        + config.http().maxInFlight() * ANSWER_BYTES
        + FIXED_BYTES;
  }

  void sample() {
    samples.add(used() - before);
  }

  long highest() {
    return samples.stream().mapToLong(bytes -> bytes).max().orElse(0);
  }

  /** From the second quarter of all samples, when the queue has long been full, to the last. */
  long growth() {
    int quarter = samples.size() / 4;
    return mean(samples.subList(3 * quarter, samples.size()))
        - mean(samples.subList(quarter, 2 * quarter));
  }

  private static long mean(List<Long> some) {
    return (long) some.stream().mapToLong(bytes -> bytes).average().orElse(0);
  }

  /** As the collection left it: callers allocate on while this thread reads. */
  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  @Override
  public String toString() {
    return samples.stream().map(bytes -> bytes >> 10).toList() + " KiB";
  }
}
