package io.flightlog.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What the application logs: producers with six MDC entries each, and one message with three
 * arguments, the first of which is the event's sequence. Each producer logs as fast as it may, or
 * at a fixed rate; then a call that takes longer than it has counts for those it held up, too
 * (HdrHistogram's correction for coordinated omission).
 */
final class Workload {
  /** Of the message; the sequence follows. */
  static final String FIRST_WORD = "Order";

  static final String LOGGER = "com.example.scheduler.InvoiceExport";

  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final int DIGITS = 3;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Logger log = LoggerFactory.getLogger(LOGGER);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final int producers;
  private final long intervalNanos;

  /**
   * @param rate events a second, of all producers together; 0 for as many as they can
   */
  Workload(int producers, long rate) {
    this.producers = producers;
    this.intervalNanos = rate == 0 ? 0 : producers * SECOND_NANOS / rate;
  }

  /**
   * What the callers saw.
   *
   * @param firstNanos when the first of them began
   * @param lastNanos when the last of them had ended
   * @param allocatedBytes by all of them
   * @param latencies of each call, in nanoseconds
   */
  record Calls(long firstNanos, long lastNanos, long allocatedBytes, Histogram latencies) {}

  /** Logs the sequences {@code [from, from + events)} and returns when all calls have. */
  Calls run(long from, long events) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(producers);
    AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    AtomicLong allocated = new AtomicLong();
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      Histogram latencies = new Histogram(HIGHEST_NANOS, DIGITS);
      histograms.add(latencies);
      long begin = from + events * p / producers;
      long end = from + events * (p + 1) / producers;
      int number = p;
      Runnable producer =
          () -> {
            enterTask(number);
            arrive(start);
            first.accumulateAndGet(System.nanoTime(), Math::min);
            long before = threads.getCurrentThreadAllocatedBytes();
            log(begin, end, latencies);
            allocated.addAndGet(threads.getCurrentThreadAllocatedBytes() - before);
          };
      Thread thread = new Thread(producer, "worker-" + p);
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    long last = System.nanoTime();
    Histogram all = new Histogram(HIGHEST_NANOS, DIGITS);
    histograms.forEach(all::add);
    if (all.getTotalCount() < events) { // more where slow calls were corrected for
      throw new IllegalStateException("a producer failed: " + all.getTotalCount() + " calls");
    }
    return new Calls(first.get(), last, allocated.get(), all);
  }

  private void log(long begin, long end, Histogram latencies) {
    long due = System.nanoTime();
    for (long sequence = begin; sequence < end; sequence++) {
      if (intervalNanos > 0) {
        due += intervalNanos;
        await(due);
      }
      long before = System.nanoTime();
      log(log, sequence);
      latencies.recordValueWithExpectedInterval(System.nanoTime() - before, intervalNanos);
    }
  }

  /** One event: the message that receivers find the sequence in. */
  static void log(Logger log, long sequence) {
    log.info(FIRST_WORD + " {} of customer {} exported in {} ms", sequence, "acme-corp", 42);
  }

  /** Parks, so that producers leave the cores to what they feed. */
  private static void await(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Gives this thread the MDC of a task. */
  static void enterTask(int producer) {
    MDC.put("task.id", "invoice-export-4711-" + producer);
    MDC.put("task.name", "invoice-export");
    MDC.put("user.id", "user-" + producer);
    MDC.put("trace.id", "4bf92f3577b34da6a3ce929d0e0e473" + producer % 10);
    MDC.put("span.id", "00f067aa0ba902b" + producer % 10);
    MDC.put("instance", "scheduler-1");
  }

  private static void arrive(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }
}
