package io.flightlog.ship;

import io.flightlog.agent.Deadline;
import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.metrics.Counters;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolFile;
import io.flightlog.spool.StoreTask;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which batches go to the disk, which give up their memory, and which come back. To the
 * disk: the oldest that is not under way when the drain agent has found no buffer for {@link
 * #STARVED_NANOS}; any that is older than {@code spool.after}; any up to a sequence that a flush or
 * close asks for. Back: oldest first, as many as can be sent. Without a spool it only gives buffers
 * back. Ship agent only, but for {@link #demand}.
 */
final class Spooling {
  /** So long the drain agent does without a buffer before one is made free. */
  static final long STARVED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * Having begun, it goes on without that wait, for so long after each time, until a request frees
   * a buffer: to a server that frees them as fast as that the disk is no help, and only takes the
   * processor from what sends.
   */
  static final long SPILLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_STORES = 4;
  private static final int MAX_STORES_FOR_ROOM = 2;

  /** What is in memory, as the shipper holds it. */
  interface Holdings {
    /** Each batch that waits to be sent. */
    void forEachWaiting(Consumer<PendingBatch> visitor);

    /** Each batch in a request that is under way. */
    void forEachInFlight(Consumer<PendingBatch> visitor);

    /** Takes one out that waits; false when it does not. */
    boolean takeOut(PendingBatch pending);
  }

  private final @Nullable Spool spool;
  private final BatchPool pool;
  private final Holdings holdings;
  private final long afterNanos;
  private final @Nullable Replays replays;
  private final List<PendingBatch> storing = new ArrayList<>();
  private @Nullable PendingBatch oldest;
  private boolean anything;
  private boolean isSpilling;
  private long spilledAt;
  private long now;
  private final AtomicLong demanded = new AtomicLong(-1);

  Spooling(
      @Nullable Spool spool,
      BatchPool pool,
      SettledWatermark watermark,
      Counters counters,
      Holdings holdings,
      long afterNanos) {
    this.spool = spool;
    this.pool = pool;
    this.replays = spool == null ? null : new Replays(spool, pool, watermark, counters);
    this.holdings = holdings;
    this.afterNanos = afterNanos;
  }

  /** Has everything up to a sequence written, wherever it is, and forced. Any thread. */
  void demand(long sequence) {
    Spool target = spool;
    if (target != null && demanded.getAndAccumulate(sequence, Math::max) < sequence) {
      target.sync(sequence);
    }
  }

  /**
   * One step; returns how much was done.
   *
   * @param isShut whether nothing but probes may be sent
   */
  int step(long moment, boolean isShut) {
    Spool target = spool;
    if (target == null || replays == null) {
      return 0;
    }
    now = moment;
    int work = collectStores() + replays.collect(now);
    boolean isWell = target.isWell(now);
    anything = false;
    Spool well = isWell ? target : null;
    holdings.forEachInFlight(pending -> look(pending, well));
    oldest = null; // only what waits can give up its memory
    holdings.forEachWaiting(pending -> look(pending, well));
    work += relieve(well);
    if (isWell) {
      work += replays.start(now, isShut, anything);
    }
    return work;
  }

  /** What came back from the disk, or null; now the caller's. */
  @Nullable PendingBatch pollLoaded() {
    return replays == null ? null : replays.poll();
  }

  boolean hasLoaded() {
    return replays != null && replays.hasAny();
  }

  /** Batches that wait on the disk only, or are on their way back. */
  int waiting() {
    return replays == null ? 0 : replays.waiting();
  }

  /** Nothing is left of a batch: its buffer is free, and its file not needed any more. */
  void done(PendingBatch pending) {
    isSpilling = false;
    pool.release(pending.batch());
    pending.finish();
    SpoolFile file = pending.file();
    if (file != null) {
      file.detach();
      settleIfTaken(file);
    }
  }

  void deadLetter(DeadLetter letter) {
    Spool target = spool;
    if (target != null) {
      target.deadLetter(DeadLetterLine.of(letter));
    }
  }

  /** The end: what a file holds, whole, is the next process's. Writes under way are waited for. */
  void leave(Deadline deadline) {
    Spool target = spool;
    if (target == null || replays == null) {
      return;
    }
    for (PendingBatch pending : storing) {
      StoreTask task = pending.storing();
      if (task != null && !task.isDone()) {
        task.releaseBody();
        deadline.awaitUninterruptibly(task::isDone);
      }
    }
    collectStores();
    Consumer<PendingBatch> leave =
        pending -> {
          if (pending.isOnDisk()) {
            target.movedToDisk(pending.batch().eventCount());
          }
        };
    holdings.forEachWaiting(leave);
    holdings.forEachInFlight(leave);
    replays.forEachLoaded(leave);
  }

  private void settleIfTaken(SpoolFile file) {
    Spool target = spool;
    if (target != null && file.isTaken()) {
      target.settle(file);
    }
  }

  private void look(PendingBatch pending, @Nullable Spool target) {
    anything = true;
    SpoolFile file = pending.file();
    boolean canLeave = pending.storing() == null && (file == null || !file.isInParts());
    if (canLeave && (oldest == null || pending.firstSequence() < oldest.firstSequence())) {
      oldest = pending;
    }
    boolean isRecordsOnly = pending.firstSequence() < 0;
    if (target == null || isRecordsOnly || pending.isOnDisk() || pending.batch().origin() == null) {
      return; // nor is what was read from a disk ever written
    }
    boolean isDue =
        pending.firstSequence() <= demanded.get()
            || now - pending.batch().openedAtNanos() >= afterNanos;
    if (isDue && pending.storing() == null && storing.size() < MAX_STORES) {
      store(pending, target);
    }
  }

  private void store(PendingBatch pending, Spool target) {
    pending.storing(target.store(pending.batch(), pending.file()));
    storing.add(pending);
  }

  /** Makes room for the drain agent: what is in a file needs no memory. */
  private int relieve(@Nullable Spool target) {
    PendingBatch victim = oldest;
    long patience = isSpilling && now - spilledAt < SPILLING_NANOS ? 0 : STARVED_NANOS;
    if (!pool.isStarvedFor(patience, now) || pool.hasFree()) {
      return 0;
    }
    PendingBatch spare = replays == null ? null : replays.takeSpare();
    if (spare != null) {
      return giveUp(spare); // what came back too early
    }
    if (victim == null) {
      return 0;
    }
    isSpilling = true;
    spilledAt = now;
    if (victim.firstSequence() < 0
        && victim.file() == null) { // records only: the next one says the same and more
      if (holdings.takeOut(victim)) {
        done(victim);
        return 1;
      }
      return 0;
    }
    if (victim.isOnDisk()) {
      return holdings.takeOut(victim) ? giveUp(victim) : 0;
    }
    boolean isNotUnderWay = victim.storing() == null; // it may have become due in this very step
    if (target != null && isNotUnderWay && storing.size() < MAX_STORES_FOR_ROOM) {
      store(victim, target);
      return 1;
    }
    return 0;
  }

  private int giveUp(PendingBatch pending) {
    SpoolFile file = pending.file();
    Spool target = spool;
    if (file == null || target == null || replays == null) {
      throw new IllegalStateException("it is on no disk");
    }
    Batch batch = pending.giveUpBatch();
    file.events(batch.eventCount());
    target.movedToDisk(batch.eventCount());
    file.detach();
    pool.release(batch);
    replays.add(pending, file);
    return 1;
  }

  private int collectStores() {
    int collected = 0;
    for (Iterator<PendingBatch> each = storing.iterator(); each.hasNext(); ) {
      PendingBatch pending = each.next();
      StoreTask task = pending.storing();
      if (task == null || !task.isDone()) {
        continue;
      }
      each.remove();
      pending.storing(null);
      collected++;
      SpoolFile file = task.file();
      if (file != null) {
        pending.file(file);
        if (pending.isDone()) {
          settleIfTaken(file);
        } else {
          file.attach(false);
        }
      }
    }
    return collected;
  }
}
