package io.flightlog.logback;

import io.flightlog.config.PipelineConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;

/** What stays on the heap after collections, against what a pipeline may hold at most. */
final class HeapWatch {
  /** Of one request; an answer that all of 5,000 documents were stored takes an eighth of it. */
  private static final long ANSWER_BYTES = 1 << 20;

  /** Classes, threads, connections: what does not grow with events. */
  static final long FIXED_BYTES = 8 << 20;

  /** G1 gives an array of a megabyte and its header whole regions of their own. */
  private static final long REGION_BYTES = 1 << 20;

  private static final int ARRAY_HEADER_BYTES = 16;
  private static final int WRITERS = 64;

  private final long before = used();
  private final List<Long> samples = new ArrayList<>();

  /** What events may take, compressed ones too: the sum in the words of the documentation. */
  static long eventBytes(PipelineConfig config) {
    return config.queue().slots() * config.queue().slotBytes().bytes()
        + config.queue().maxLargeBytes().bytes()
        + config.batch().poolBytes().bytes()
        + WRITERS * config.event().maxEventBytes().bytes();
  }

  /**
   * The same with answers, and all else that is there, and batches as the collector counts them.
   */
  static long boundOf(PipelineConfig config) {
    long maxBytes = config.batch().maxBytes().bytes();
    long batches = config.batch().poolBytes().bytes() / maxBytes;
    long regionsOfBatch = (maxBytes + ARRAY_HEADER_BYTES + REGION_BYTES - 1) / REGION_BYTES;
    return eventBytes(config)
        + batches * (regionsOfBatch * REGION_BYTES - maxBytes)
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
