package io.flightlog.spool;

import io.flightlog.batch.Watermark;
import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces what was written to the medium, many files at a time, and the directory that names them;
 * only then does {@code synced} advance. A file whose events met their fate before is not forced.
 * After a force that failed, of the file or of its name, the same file proves nothing any more: its
 * writer leaves it if it is still being written, else it is written anew from what can be read of
 * it. Disk agent only, but for {@link #written} and {@link #demand}.
 */
final class Forcing {
  /** What failed is not tried again sooner: other work waits behind it. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Forced(SpoolFile file, long through) {}

  private final Storage storage;
  private final BatchFiles files;
  private final Watermark synced;
  private final Diagnostics diagnostics;
  private final long intervalNanos;
  private final ConcurrentLinkedQueue<SpoolFile> dirty = new ConcurrentLinkedQueue<>();
  private final List<SpoolFile> again = new ArrayList<>();
  private final Set<SpoolFile> demoted = new HashSet<>();
  private final List<Path> replaced = new ArrayList<>();
  private final List<SpoolFile> madeAhead = new ArrayList<>();
  private final AtomicLong demanded = new AtomicLong(-1);
  private long lastAt;
  private long notBefore;
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
    this.notBefore = now;
  }

  /** An empty file was made, whose name is to be forced with those of others. Disk agent. */
  void made(SpoolFile ahead) {
    madeAhead.add(ahead);
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
    return !dirty.isEmpty()
        && now - notBefore >= 0
        && (synced.mark() < demanded.get() || now - lastAt >= intervalNanos);
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
    if (!forced.isEmpty()) {
      forceNames(own, forced);
    }
    if (!again.isEmpty()) {
      notBefore = now + PAUSE_NANOS;
      again.forEach(this::written);
      again.clear();
    }
    return forced.size();
  }

  private void forceOne(SpoolFile file, List<Forced> forced) {
    OpenFile open = file.open();
    boolean isBeingWritten = open != null && open.isWriting();
    long through = file.lastSequence();
    if (!file.isSettled() && !file.isSuperseded()) {
      if (!file.isSuspect() && open != null && force(file, open)) {
        forced.add(new Forced(file, through));
      } else if (file.isSuspect() && !isBeingWritten) {
        writeAnew(file, forced);
      }
    }
    if (open != null && !isBeingWritten) {
      file.open(null);
      open.close();
    }
  }

  private boolean force(SpoolFile file, OpenFile open) {
    try {
      open.handle().force();
      return true;
    } catch (IOException failed) {
      file.suspect(true);
      report(file, failed);
      return false;
    }
  }

  /**
   * What is on the page cache may still be read: it goes to a file of its own descriptor. The old
   * one stays until that is on the medium, since an earlier force may have told of a part of it.
   */
  private void writeAnew(SpoolFile file, List<Forced> forced) {
    SpoolFile fresh = file.directory().next(file.nameSequence());
    try {
      files.copy(file, fresh);
      files.forceAndClose(fresh);
    } catch (IOException | RuntimeException failed) {
      if (file.isComplete()) {
        file.complete(false); // while its batch is in memory, that is stored once more
        demoted.add(file);
      }
      again.add(file);
      return;
    }
    replaced.add(file.directory().pathOf(file));
    file.renumber(fresh.number());
    file.suspect(false);
    if (demoted.remove(file)) {
      file.complete(true);
    }
    forced.add(new Forced(file, file.lastSequence()));
  }

  private void forceNames(SpoolDirectory own, List<Forced> forced) {
    try {
      storage.forceDirectory(own.path());
    } catch (IOException failed) {
      report(forced.get(0).file(), failed);
      for (Forced one : forced) {
        one.file().suspect(true); // its name is what nobody can trust
        again.add(one.file());
      }
      madeAhead.forEach(file -> file.suspect(true)); // the next force may not mean them any more
      madeAhead.clear();
      return;
    }
    madeAhead.clear();
    for (Forced one : forced) {
      synced.add(one.file().firstSequence(), one.through());
    }
    replaced.removeIf(this::isDeleted);
  }

  private boolean isDeleted(Path old) {
    try {
      storage.delete(old);
      return true;
    } catch (IOException notNow) {
      return false;
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
