package io.flightlog.spool;

import io.flightlog.agent.NanoClock;
import io.flightlog.metrics.Diagnostics;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disk may be asked for anything: not while it fails, nor while a call to it does not
 * return. Then everything stays in memory, which is said once, at either edge. The disk agent
 * tells, any thread asks.
 */
final class SpoolHealth {
  /** A failed write is tried again after this. */
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** A call that lasts so long is a disk that does not answer. */
  static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long IDLE = Long.MIN_VALUE;

  private final Diagnostics diagnostics;
  private final NanoClock clock;
  private volatile long busySince = IDLE;
  private volatile long pausedUntil = IDLE;
  private volatile boolean ready;
  private final Set<String> troubles = new HashSet<>();
  private boolean saidSilent;

  SpoolHealth(Diagnostics diagnostics, NanoClock clock) {
    this.diagnostics = diagnostics;
    this.clock = clock;
  }

  /** A call to the disk begins, and may take its time. */
  void begins(long now) {
    busySince = now;
  }

  void ended() {
    busySince = IDLE;
  }

  /** The directory is there, and ours. */
  void ready() {
    ready = true;
  }

  boolean isReady() {
    return ready;
  }

  /** Whether it is worth asking for a write. */
  boolean isWell(long now) {
    return ready && !isSilent(now) && !isPaused(now);
  }

  /** Whether what was asked for will come: it is well, or being made ready for the first time. */
  boolean isPromising(long now) {
    return ready ? isWell(now) : pausedUntil == IDLE && !isSilent(now);
  }

  boolean isPaused(long now) {
    long until = pausedUntil;
    return until != IDLE && now - until < 0;
  }

  /** Whether a call has been under way for too long. */
  boolean isSilent(long now) {
    long since = busySince;
    return since != IDLE && now - since >= SILENCE_NANOS;
  }

  /** For the ship agent, which alone can notice it. Says it once for each silence. */
  void noticeSilence(long now) {
    boolean silent = isSilent(now);
    if (!silent && saidSilent) {
      diagnostics.info("the disk of the spool answers again");
    } else if (silent && !saidSilent) {
      diagnostics.warn(
          "the disk of the spool has not answered for "
              + TimeUnit.NANOSECONDS.toSeconds(SILENCE_NANOS)
              + " s; events stay in memory until it does",
          null);
    }
    saidSilent = silent;
  }

  /**
   * A write was refused or failed; each trouble is said once until a write succeeds.
   *
   * @param what the same for the same trouble: no figures that change
   */
  synchronized void failed(String what, @Nullable Throwable cause) {
    pausedUntil = clock.nanoTime() + PAUSE_NANOS;
    String kind = what + (cause == null ? "" : cause.getClass().getName());
    if (troubles.add(kind)) {
      diagnostics.warn(
          what + "; events stay in memory until that passes" + (cause == null ? "" : ": " + cause),
          null);
    }
  }

  /** A write succeeded. */
  synchronized void succeeded() {
    if (!troubles.isEmpty()) {
      troubles.clear();
      pausedUntil = IDLE;
      diagnostics.info("the spool takes events again");
    }
  }
}
