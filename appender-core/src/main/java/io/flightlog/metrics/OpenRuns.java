package io.flightlog.metrics;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs of tasks that one pipeline has seen start and not yet end, with what each has logged. At
 * most {@value #MAX_RUNS}, about 1 MiB: for one more, the oldest is forgotten, as its end may never
 * come, and has no counts then rather than wrong ones. Any thread. Counting is a look-up without a
 * lock, and at once over when nothing is open; a start or an end takes a lock.
 */
public final class OpenRuns {
  static final int MAX_RUNS = 4096;

  private final Consumer<String> warnings;
  private final Map<String, RunCounts> open = new ConcurrentHashMap<>();

  /** The same runs, oldest first. The lock of starts and ends. */
  private final Set<String> byAge = new LinkedHashSet<>();

  private boolean spoke;

  /**
   * @param warnings takes one sentence when the first run is forgotten; on the caller's thread
   */
  public OpenRuns(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** Counts from here on, from zero; a run that is open goes on. Not where the heap is full. */
  public void start(String id) {
    try {
      if (admit(id)) {
        warnings.accept(
            MAX_RUNS
                + " runs of tasks are open, as many as are counted; the oldest are forgotten, and"
                + " their records will have no task.log.*");
      }
    } catch (OutOfMemoryError heapIsFull) {
      // the event that brought us here is recorded; its caller must not pay for the rest
    }
  }

  /** True when, for the first time, another one is forgotten for it. */
  private boolean admit(String id) {
    synchronized (byAge) {
      if (!byAge.add(id)) {
        return false;
      }
      boolean forgets = byAge.size() > MAX_RUNS;
      if (forgets) {
        forgetOldest();
      }
      open.put(id, new RunCounts());
      boolean first = forgets && !spoke;
      spoke |= forgets;
      return first;
    }
  }

  private void forgetOldest() {
    Iterator<String> oldest = byAge.iterator();
    open.remove(oldest.next());
    oldest.remove();
  }

  /** One more event of this run, if it is open. */
  public void count(String id, Severity severity) {
    RunCounts counts = open.get(id);
    if (counts != null) {
      counts.count(severity);
    }
  }

  /** What the run has logged; null when it was not open. It is not open any more. */
  public @Nullable RunCounts end(String id) {
    synchronized (byAge) {
      byAge.remove(id);
      return open.remove(id);
    }
  }
}
