package io.flightlog.spool;

import io.flightlog.batch.Watermark;
import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces what was written to the medium, many files at a time, and the directory that names them;
 * only then does {@code synced} advance. A file whose events met their fate before is not forced.
 * After a force that failed, the same descriptor proves nothing any more: a file that is being
 * written is left by its writer, another is written anew from what can be read of it. Disk agent
 * only, but for {@link #written} and {@link #demand}.
 */
final class Forcing {
  private record Forced(SpoolFile file, long through) {}

  private final Storage storage;
  private final BatchFiles files;
  private final Watermark synced;
  private final Diagnostics diagnostics;
  private final long intervalNanos;
  private final ConcurrentLinkedQueue<SpoolFile> dirty = new ConcurrentLinkedQueue<>();
  private final List<SpoolFile> again = new ArrayList<>();
  private final AtomicLong demanded = new AtomicLong(-1);
  private long lastAt;
  private boolean saidFailed;

  Forcing(
      Storage storage,
      BatchFiles files,
      Watermark synced,
      Diagnostics diagnostics,
      long intervalNanos,
      long now) {
    this.storage = storage;
    this.files = files;
    this.synced = synced;
    this.diagnostics = diagnostics;
    this.intervalNanos = intervalNanos;
    this.lastAt = now;
  }

  /** A file has grown. Whoever wrote it. */
  void written(SpoolFile file) {
    if (file.markDirty()) {
      dirty.add(file);
    }
  }

  /** Does not wait for the interval until this sequence is synced. Any thread. */
  void demand(long sequence) {
    demanded.accumulateAndGet(sequence, Math::max);
  }

  boolean isDue(long now) {
    return !dirty.isEmpty() && (synced.mark() < demanded.get() || now - lastAt >= intervalNanos);
  }

  /** Forces all that is dirty now. */
  int force(SpoolDirectory own, long now) {
    lastAt = now;
    List<Forced> forced = new ArrayList<>();
    SpoolFile next = dirty.poll();
    while (next != null) {
      next.markClean();
      forceOne(next, forced);
      next = dirty.poll();
    }
    again.forEach(this::written);
    again.clear();
    if (!forced.isEmpty()) {
      forceNames(own, forced);
    }
    return forced.size();
  }

  private void forceOne(SpoolFile file, List<Forced> forced) {
    OpenFile open = file.open();
    if (open == null) {
      return;
    }
    boolean wasWriting = open.isWriting();
    long through = file.lastSequence();
    if (!file.isSettled()) {
      try {
        if (!open.forceFailed()) {
          open.handle().force();
          forced.add(new Forced(file, through));
        }
      } catch (IOException failed) {
        open.failForce();
        report(file, failed);
        if (!wasWriting) {
          writeAnew(file);
        }
        return;
      }
    }
    if (!wasWriting) {
      file.open(null);
      open.close();
    }
  }

  /** What is on the page cache may still be read: it goes to a file of its own descriptor. */
  private void writeAnew(SpoolFile file) {
    OpenFile broken = file.open();
    SpoolFile fresh = file.directory().next(file.nameSequence());
    try {
      files.copy(file, fresh);
      storage.delete(file.directory().pathOf(file));
      file.renumber(fresh.number());
      file.open(fresh.open());
      again.add(file);
    } catch (IOException unreadable) {
      file.complete(false); // while its batch is in memory, that is stored once more
      file.open(null);
    } finally {
      if (broken != null) {
        broken.close();
      }
    }
  }

  private void forceNames(SpoolDirectory own, List<Forced> forced) {
    try {
      storage.forceDirectory(own.path());
    } catch (IOException failed) {
      report(forced.get(0).file(), failed);
      return;
    }
    for (Forced one : forced) {
      synced.add(one.file().firstSequence(), one.through());
    }
  }

  private void report(SpoolFile file, IOException failed) {
    if (!saidFailed) {
      saidFailed = true;
      diagnostics.warn(
          "the disk could not confirm that it holds "
              + file
              + "; it is written anew. A crash of the machine could lose events of this spool",
          failed);
    }
  }
}
