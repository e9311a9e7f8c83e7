package io.flightlog.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenRunsTest {
  private static final int THREADS = 4;

  private final List<String> warnings = new ArrayList<>();
  private final OpenRuns runs = new OpenRuns(warnings::add);

  private long endsWith(String id, Severity severity) {
    RunCounts counts = runs.end(id);
    assertNotNull(counts, id);
    return counts.of(severity);
  }

  @Test
  void eachSeverityOfEachRunIsCountedForItself() {
    runs.start("a");
    runs.start("b");
    for (Severity severity : Severity.values()) {
      for (int i = 0; i <= severity.compareTo(Severity.TRACE); i++) {
        runs.count("a", severity);
      }
    }
    runs.count("b", Severity.WARN);
    RunCounts counts = runs.end("a");
    assertNotNull(counts);
    assertEquals(1, counts.of(Severity.TRACE));
    assertEquals(2, counts.of(Severity.DEBUG));
    assertEquals(3, counts.of(Severity.INFO));
    assertEquals(4, counts.of(Severity.WARN));
    assertEquals(5, counts.of(Severity.ERROR));
    assertEquals(1, endsWith("b", Severity.WARN));
  }

  @Test
  void aRunThatDidNotStartOrHasEndedHasNoCounts() {
    runs.count("a", Severity.INFO);
    assertNull(runs.end("a"));
    runs.start("a");
    runs.count("a", Severity.INFO);
    assertEquals(1, endsWith("a", Severity.INFO));
    runs.count("a", Severity.INFO);
    assertNull(runs.end("a"));
    runs.start("a");
    assertEquals(0, endsWith("a", Severity.INFO), "it starts from zero");
  }

  @Test
  void aRunThatIsOpenGoesOnWhenItIsSaidToStartAgain() {
    runs.start("a");
    runs.count("a", Severity.INFO);
    runs.start("a");
    runs.count("a", Severity.INFO);
    assertEquals(2, endsWith("a", Severity.INFO));
  }

  @Test
  void oneRunTooManyForgetsTheOldestAndThisIsSaidOnce() {
    for (int i = 0; i < OpenRuns.MAX_RUNS; i++) {
      runs.start("run-" + i);
      runs.count("run-" + i, Severity.INFO);
    }
    assertEquals(List.of(), warnings);
    runs.start("one more");
    runs.start("and another");
    runs.count("run-0", Severity.INFO);
    assertNull(runs.end("run-0"));
    assertNull(runs.end("run-1"));
    assertEquals(1, endsWith("run-2", Severity.INFO));
    assertEquals(0, endsWith("one more", Severity.INFO));
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("4096 runs of tasks are open"), warnings.get(0));
  }

  @Test
  void aLongRunOutlivesAnyNumberOfShortOnes() {
    runs.start("long");
    for (int i = 0; i < 3 * OpenRuns.MAX_RUNS; i++) {
      runs.start("short");
      runs.count("long", Severity.INFO);
      assertEquals(0, endsWith("short", Severity.INFO));
    }
    assertEquals(3 * OpenRuns.MAX_RUNS, endsWith("long", Severity.INFO));
    assertEquals(List.of(), warnings);
  }

  @Test
  void manyThreadsCountExactlyWhileRunsStartAndEnd() throws Exception {
    int each = 50_000;
    runs.start("shared");
    CyclicBarrier together = new CyclicBarrier(THREADS);
    onAllThreads(
        number -> {
          together.await();
          for (int i = 0; i < each; i++) {
            runs.count("shared", Severity.INFO);
            if (i % 100 == 0) {
              String own = number + "-" + i;
              runs.start(own);
              runs.count(own, Severity.ERROR);
              assertEquals(1, endsWith(own, Severity.ERROR));
            }
          }
          return 0;
        });
    assertEquals((long) THREADS * each, endsWith("shared", Severity.INFO));
  }

  @Test
  void runsThatNeverEndAreBoundedWhateverTheThreads() throws Exception {
    int each = 3000;
    onAllThreads(
        number -> {
          for (int i = 0; i < each; i++) {
            runs.start(number + "-" + i);
          }
          return 0;
        });
    int open = 0;
    for (int number = 0; number < THREADS; number++) {
      for (int i = 0; i < each; i++) {
        open += runs.end(number + "-" + i) == null ? 0 : 1;
      }
    }
    assertEquals(OpenRuns.MAX_RUNS, open);
  }

  @Test
  void countingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    runs.start("a");
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        runs.count("a", Severity.INFO);
        runs.count("not open", Severity.INFO);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
    assertEquals(100_000, endsWith("a", Severity.INFO));
  }

  private interface Work {
    int perform(int thread) throws Exception;
  }

  private static void onAllThreads(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int number = t;
        all.add(() -> work.perform(number));
      }
      for (Future<Integer> done : threads.invokeAll(all, 5, TimeUnit.MINUTES)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
