package io.flightlog.ring;

import io.flightlog.agent.NanoClock;
import io.flightlog.config.QueueConfig;
import io.flightlog.config.QueueConfig.WhenFull;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.Severity;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/**
 * Decides what becomes of an event when the ring is full, and counts it: every call ends in exactly
 * one counter.
 *
 * <ul>
 *   <li><i>Normal</i>: on a full ring the caller waits up to {@code maxWait}; nothing is shed.
 *   <li><i>Pressed</i>, once a wait has run out: nobody waits but one probe a second; TRACE and
 *       DEBUG are refused from 80 % full, INFO from 90 %, WARN and ERROR at 100 %, until the ring
 *       is below half. With {@code whenFull=drop} always so, and without the probe.
 * </ul>
 *
 * A spool that is nearly full raises the same floor: TRACE and DEBUG are refused from 80 % of it,
 * INFO from 90 %.
 *
 * <p>At most {@value #MAX_WAITERS} callers wait at once. An interrupt ends a wait and leaves the
 * flag set. Any thread.
 */
public final class Admission {
  static final int MAX_WAITERS = 64;
  static final long PROBE_INTERVAL_NANOS = 1_000_000_000L;
  private static final int DEBUG_FLOOR_PERCENT = 80;
  private static final int INFO_FLOOR_PERCENT = 90;
  private static final long MIN_PARK_NANOS = 20_000;
  private static final long MAX_PARK_NANOS = 1_000_000;

  private final EventRing ring;
  private final Counters counters;
  private final NanoClock clock;
  private final LongConsumer parkNanos;
  private final IntSupplier spoolFill;
  private final boolean mayWait;
  private final long maxWaitNanos;
  private final AtomicInteger waiters = new AtomicInteger();
  private final AtomicLong nextProbeAt;
  private volatile boolean pressed;
  private volatile boolean closed;

  /**
   * @param parkNanos how a caller passes time, {@code LockSupport::parkNanos} but in tests
   */
  public Admission(
      EventRing ring,
      QueueConfig config,
      Counters counters,
      NanoClock clock,
      LongConsumer parkNanos) {
    this(ring, config, counters, clock, parkNanos, () -> 0);
  }

  /**
   * @param parkNanos how a caller passes time, {@code LockSupport::parkNanos} but in tests
   * @param spoolFill how full the spool is, in percent
   */
  public Admission(
      EventRing ring,
      QueueConfig config,
      Counters counters,
      NanoClock clock,
      LongConsumer parkNanos,
      IntSupplier spoolFill) {
    this.spoolFill = spoolFill;
    this.ring = ring;
    this.counters = counters;
    this.clock = clock;
    this.parkNanos = parkNanos;
    this.mayWait = config.whenFull() == WhenFull.WAIT;
    this.maxWaitNanos = config.maxWait().toNanos();
    this.nextProbeAt = new AtomicLong(clock.nanoTime());
    this.pressed = !mayWait;
  }

  /**
   * Brings an encoded event into the ring, or refuses it.
   *
   * @return whether it was accepted
   */
  public boolean offer(Severity severity, byte[] bytes, int length) {
    if ((pressed && isShed(severity)) || isSpoolTooFullFor(severity)) {
      return refuse(DropReason.SHED, severity);
    }
    if (ring.offer(bytes, length) != EventRing.NO_ROOM) {
      return accept();
    }
    if (!mayWait || (pressed && !isProbe())) {
      return refuse(DropReason.FULL, severity);
    }
    return waitForRoom(severity, bytes, length);
  }

  /** Ends every wait; for a close whose deadline has passed. */
  public void close() {
    closed = true;
  }

  /** Whether a wait has run out and the ring has not been below half since. */
  public boolean isPressed() {
    return pressed;
  }

  private boolean isShed(Severity severity) {
    long backlog = ring.backlog();
    int slots = ring.slots();
    if (mayWait && backlog * 2 < slots) {
      pressed = false;
      return false;
    }
    return switch (severity) {
      case TRACE, DEBUG -> backlog * 100 >= (long) slots * DEBUG_FLOOR_PERCENT;
      case INFO -> backlog * 100 >= (long) slots * INFO_FLOOR_PERCENT;
      case WARN, ERROR -> false;
    };
  }

  private boolean isSpoolTooFullFor(Severity severity) {
    int percent = spoolFill.getAsInt();
    return percent >= DEBUG_FLOOR_PERCENT
        && switch (severity) {
          case TRACE, DEBUG -> true;
          case INFO -> percent >= INFO_FLOOR_PERCENT;
          case WARN, ERROR -> false;
        };
  }

  private boolean isProbe() {
    long now = clock.nanoTime();
    long due = nextProbeAt.get();
    return now - due >= 0 && nextProbeAt.compareAndSet(due, now + PROBE_INTERVAL_NANOS);
  }

  private boolean waitForRoom(Severity severity, byte[] bytes, int length) {
    if (waiters.incrementAndGet() > MAX_WAITERS) {
      waiters.decrementAndGet();
      return refuse(DropReason.FULL, severity);
    }
    try {
      return waitInTurn(severity, bytes, length);
    } finally {
      waiters.decrementAndGet();
    }
  }

  private boolean waitInTurn(Severity severity, byte[] bytes, int length) {
    boolean probing = pressed;
    long start = clock.nanoTime();
    long park = MIN_PARK_NANOS;
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        return refuse(DropReason.INTERRUPTED, severity);
      }
      if (closed) {
        return refuse(DropReason.CLOSED, severity);
      }
      long left = maxWaitNanos - (clock.nanoTime() - start);
      if (left <= 0) {
        press();
        return refuse(DropReason.FULL, severity);
      }
      if (pressed && !probing) {
        return refuse(DropReason.FULL, severity);
      }
      parkNanos.accept(Math.min(park, left));
      park = Math.min(park * 2, MAX_PARK_NANOS);
      if (ring.offer(bytes, length) != EventRing.NO_ROOM) {
        return accept();
      }
    }
  }

  private void press() {
    if (!pressed) {
      nextProbeAt.set(clock.nanoTime() + PROBE_INTERVAL_NANOS);
      pressed = true;
    }
  }

  private boolean accept() {
    counters.accepted();
    return true;
  }

  private boolean refuse(DropReason reason, Severity severity) {
    counters.dropped(reason, severity);
    return false;
  }
}
