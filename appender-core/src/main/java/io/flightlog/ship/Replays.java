package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.LossReason;
import io.flightlog.spool.LoadTask;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits on the disk only and comes back, oldest first, as many batches as can be sent: a few
 * while requests flow; a single one, to be the probe, when nothing else is there for it. Ship agent
 * only.
 */
final class Replays {
  private static final int MAX_LOADS = 4;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Loading(LoadTask task, @Nullable PendingBatch history) {}

  private final Spool spool;
  private final BatchPool pool;
  private final SettledWatermark watermark;
  private final Counters counters;
  private final Backlog backlog = new Backlog();
  private final List<Loading> loading = new ArrayList<>();
  private final ArrayDeque<PendingBatch> loaded = new ArrayDeque<>();

  Replays(Spool spool, BatchPool pool, SettledWatermark watermark, Counters counters) {
    this.spool = spool;
    this.pool = pool;
    this.watermark = watermark;
    this.counters = counters;
  }

  /** A batch gave up its memory: its file has all that is left of it. */
  void add(PendingBatch pending, SpoolFile file) {
    if (pending.hasHistory()) {
      backlog.add(pending);
    } else {
      backlog.add(file);
    }
  }

  /** What came back, or null; now the caller's. */
  @Nullable PendingBatch poll() {
    return loaded.poll();
  }

  /** The newest whose buffer is of use to others, or null; now the caller's. */
  @Nullable PendingBatch takeSpare() {
    for (Iterator<PendingBatch> each = loaded.descendingIterator(); each.hasNext(); ) {
      PendingBatch pending = each.next();
      SpoolFile file = pending.file();
      if (!pool.isReserve(pending.batch()) && file != null && !file.isInParts()) {
        each.remove();
        return pending;
      }
    }
    return null;
  }

  boolean hasAny() {
    return !loaded.isEmpty();
  }

  /** Batches that wait on the disk only, or are on their way back. */
  int waiting() {
    return backlog.size() + loading.size() + loaded.size();
  }

  void forEachLoaded(Consumer<PendingBatch> visitor) {
    loaded.forEach(visitor);
  }

  /** Takes over the files of dead instances, and what was read; returns how many. */
  int collect(long now) {
    int collected = 0;
    for (SpoolFile file = spool.pollFound(); file != null; file = spool.pollFound()) {
      backlog.add(file);
      collected++;
    }
    for (Iterator<Loading> each = loading.iterator(); each.hasNext(); ) {
      Loading next = each.next();
      if (next.task().isDone()) {
        each.remove();
        if (next.task().hasFailed()) {
          failed(next, now);
        } else {
          arrived(next, now);
        }
        collected++;
      }
    }
    return collected;
  }

  /**
   * Has more read, as far as there are buffers.
   *
   * @param isShut whether nothing but probes may be sent
   * @param hasOther whether there is anything else to be a probe
   */
  int start(long now, boolean isShut, boolean hasOther) {
    int wanted = isShut ? (hasOther ? 0 : 1) : MAX_LOADS;
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
      loading.add(new Loading(spool.load(entry.file(), batch), entry.history()));
      started++;
    }
    return started;
  }

  private void failed(Loading load, long now) {
    pool.release(load.task().batch());
    SpoolFile file = load.task().file();
    long pause = FIRST_PAUSE_NANOS << Math.min(4, file.readFailures() - 1);
    backlog.postpone(new Backlog.Entry(file, load.history()), now + pause);
  }

  private void arrived(Loading load, long now) {
    SpoolFile file = load.task().file();
    boolean more = load.task().hasMore();
    PendingBatch pending = load.history();
    if (pending == null) {
      pending = new PendingBatch(load.task().batch(), file, now);
    } else {
      boolean isOurs = !file.isAdopted();
      pending.takeBatch(
          load.task().batch(),
          sequence -> {
            if (isOurs) {
              watermark.settle(sequence, sequence);
            }
          });
    }
    int read = pending.batch().eventCount();
    int onDisk = file.events();
    int left = more ? Math.max(0, onDisk - read) : 0;
    file.events(left);
    spool.movedToDisk(left - onDisk);
    if (!more && onDisk > read) {
      counters.lost(LossReason.UNREADABLE, onDisk - read);
    }
    file.attach(more);
    if (more) {
      backlog.addFirst(file);
    }
    loaded.add(pending);
  }
}
