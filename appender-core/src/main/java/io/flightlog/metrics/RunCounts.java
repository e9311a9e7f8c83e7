package io.flightlog.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The log events of one run of a task, by severity. Any number of threads count, without a lock and
 * without garbage; no count is lost. A reading is exact for the events that were counted before it.
 */
public final class RunCounts {
  private final AtomicLongArray bySeverity = new AtomicLongArray(Counters.SEVERITIES.length);

  @SuppressWarnings("EnumOrdinal") // an index into an array that is never stored
  void count(Severity severity) {
    bySeverity.getAndIncrement(severity.ordinal());
  }

  /** Events of this severity. */
  @SuppressWarnings("EnumOrdinal")
  public long of(Severity severity) {
    return bySeverity.get(severity.ordinal());
  }
}
