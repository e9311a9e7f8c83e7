package io.flightlog.ship;

import io.flightlog.agent.Deadline;
import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.LossReason;
import io.flightlog.spool.LoadTask;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolFile;
import io.flightlog.spool.StoreTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private static final int MAX_STORES = 4;
  private static final int MAX_LOADS = 4;

  /** What is in memory, as the shipper holds it. */
  interface Holdings {
    /** Each batch, in flight or not. */
    void forEach(Consumer<PendingBatch> visitor);

    /** Takes one out that is not in flight; false when it is, or is not there. */
    boolean takeOut(PendingBatch pending);
  }

  private record Loading(LoadTask task, @Nullable PendingBatch history) {}

  private final @Nullable Spool spool;
  private final BatchPool pool;
  private final SettledWatermark watermark;
  private final Counters counters;
  private final Holdings holdings;
  private final long afterNanos;
  private final Backlog backlog = new Backlog();
  private final List<PendingBatch> storing = new ArrayList<>();
  private final List<Loading> loading = new ArrayList<>();
  private final ArrayDeque<PendingBatch> loaded = new ArrayDeque<>();
  private @Nullable PendingBatch oldest;
  private boolean anything;
  private long now;
  private volatile long demanded = -1;

  Spooling(
      @Nullable Spool spool,
      BatchPool pool,
      SettledWatermark watermark,
      Counters counters,
      Holdings holdings,
      long afterNanos) {
    this.spool = spool;
    this.pool = pool;
    this.watermark = watermark;
    this.counters = counters;
    this.holdings = holdings;
    this.afterNanos = afterNanos;
  }

  /** Has everything up to a sequence written, wherever it is, and forced. Any thread. */
  void demand(long sequence) {
    demanded = Math.max(demanded, sequence);
    Spool target = spool;
    if (target != null) {
      target.sync();
    }
  }

  /**
   * One step; returns how much was done.
   *
   * @param isShut whether nothing but probes may be sent
   */
  int step(long moment, boolean isShut) {
    Spool target = spool;
    if (target == null) {
      return 0;
    }
    now = moment;
    int work = collectStores() + collectLoads(target) + takeFound(target);
    boolean isWell = target.isWell(now);
    oldest = null;
    anything = false;
    holdings.forEach(pending -> look(pending, isWell ? target : null));
    work += relieve(isWell ? target : null);
    if (isWell) {
      work += startLoads(target, isShut);
    }
    return work;
  }

  /** What came back from the disk, or null; now the caller's. */
  @Nullable PendingBatch pollLoaded() {
    return loaded.poll();
  }

  boolean hasLoaded() {
    return !loaded.isEmpty();
  }

  /** Batches that wait on the disk only, or are on their way back. */
  int waiting() {
    return backlog.size() + loading.size() + loaded.size();
  }

  /** Nothing is left of a batch: its buffer is free, and its file not needed any more. */
  void done(PendingBatch pending) {
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
    if (target == null) {
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
    holdings.forEach(leave);
    loaded.forEach(leave);
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
    if (target == null || pending.firstSequence() < 0 || pending.isOnDisk()) {
      return;
    }
    boolean isDue =
        pending.firstSequence() <= demanded || now - pending.batch().openedAtNanos() >= afterNanos;
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
    if (victim == null || !pool.isStarvedFor(STARVED_NANOS, now) || pool.hasFree()) {
      return 0;
    }
    if (victim.firstSequence() < 0
        && victim.file() == null) { // records only: the next one says the same and more
      if (holdings.takeOut(victim)) {
        done(victim);
        return 1;
      }
      return 0;
    }
    if (victim.isOnDisk()) {
      return giveUp(victim);
    }
    if (target != null && storing.isEmpty() && victim.storing() == null) {
      store(victim, target);
      return 1;
    }
    return 0;
  }

  private int giveUp(PendingBatch pending) {
    SpoolFile file = pending.file();
    Spool target = spool;
    if (file == null || target == null || !holdings.takeOut(pending)) {
      return 0;
    }
    boolean hasHistory = pending.hasHistory();
    Batch batch = pending.giveUpBatch();
    file.events(batch.eventCount());
    target.movedToDisk(batch.eventCount());
    file.detach();
    pool.release(batch);
    if (hasHistory) {
      backlog.add(pending);
    } else {
      backlog.add(file);
    }
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

  private int takeFound(Spool target) {
    int taken = 0;
    for (SpoolFile file = target.pollFound(); file != null; file = target.pollFound()) {
      backlog.add(file);
      taken++;
    }
    return taken;
  }

  private int startLoads(Spool target, boolean isShut) {
    int wanted = isShut ? (anything ? 0 : 1) : MAX_LOADS;
    int started = 0;
    while (loaded.size() + loading.size() < wanted && backlog.size() > 0) {
      Batch batch = pool.acquireForReplay();
      if (batch == null) {
        break;
      }
      Backlog.Entry entry = backlog.poll(now);
      if (entry == null) {
        pool.release(batch);
        break;
      }
      loading.add(new Loading(target.load(entry.file(), batch), entry.history()));
      started++;
    }
    return started;
  }

  private int collectLoads(Spool target) {
    int collected = 0;
    for (Iterator<Loading> each = loading.iterator(); each.hasNext(); ) {
      Loading next = each.next();
      if (next.task().isDone()) {
        each.remove();
        arrived(next, target);
        collected++;
      }
    }
    return collected;
  }

  private void arrived(Loading load, Spool target) {
    SpoolFile file = load.task().file();
    boolean more = load.task().hasMore();
    PendingBatch pending = load.history();
    if (pending == null) {
      pending = new PendingBatch(load.task().batch(), file, now);
    } else {
      pending.takeBatch(load.task().batch(), sequence -> watermark.settle(sequence, sequence));
    }
    int read = pending.batch().eventCount();
    int onDisk = file.events();
    int lost = more ? 0 : Math.max(0, onDisk - read);
    file.events(more ? Math.max(0, onDisk - read) : 0);
    target.movedToDisk(-(more ? Math.min(onDisk, read) : onDisk));
    if (lost > 0) {
      counters.lost(LossReason.UNREADABLE, lost);
    }
    file.attach(more);
    if (more) {
      backlog.addFirst(file);
    }
    loaded.add(pending);
  }
}
