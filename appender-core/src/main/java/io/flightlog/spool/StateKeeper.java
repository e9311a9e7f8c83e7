package io.flightlog.spool;

import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Watermark;
import io.flightlog.metrics.FateReading;
import io.flightlog.metrics.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Reads what {@code STATE} is to say: once a second, if anything has changed. Disk agent only. */
final class StateKeeper {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final StateSource source;
  private final Watermark written;
  private final Watermark synced;
  private final NanoClock clock;
  private final LongSupplier wallMillis;
  private final FateReading counts = new FateReading();
  private final FateReading told = new FateReading();
  private long toldWritten = Long.MIN_VALUE;
  private long dueAt;

  StateKeeper(
      StateSource source,
      Watermark written,
      Watermark synced,
      NanoClock clock,
      LongSupplier wallMillis) {
    this.source = source;
    this.written = written;
    this.synced = synced;
    this.clock = clock;
    this.wallMillis = wallMillis;
    this.dueAt = clock.nanoTime();
  }

  boolean isDue(long now) {
    if (now - dueAt < 0) {
      return false;
    }
    dueAt = now + INTERVAL_NANOS;
    source.read(counts);
    return toldWritten != written.mark() || !counts.matches(told);
  }

  /**
   * @param last whether the instance is being closed; it counts as closed in order only when all
   *     that it gave out met its fate or is in a file
   */
  InstanceState read(long generation, boolean last) {
    dueAt = clock.nanoTime() + INTERVAL_NANOS;
    // what is written is read first: it can only be more by the time the claims are read
    long syncedNow = synced.mark();
    long writtenNow = written.mark();
    source.read(counts);
    told.copy(counts);
    toldWritten = writtenNow;
    long claimed = source.claimedSequence();
    List<Long> dropped = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      dropped.add(counts.dropped(severity));
    }
    return new InstanceState(
        generation,
        last && writtenNow >= claimed,
        wallMillis.getAsLong(),
        claimed,
        writtenNow,
        syncedNow,
        counts.accepted(),
        counts.delivered(),
        counts.redirected(),
        counts.deadLettered(),
        counts.lost(),
        dropped);
  }

  /** A sequence that no event has yet that is written from now on. */
  long nextSequence() {
    return written.mark() + 1;
  }
}
