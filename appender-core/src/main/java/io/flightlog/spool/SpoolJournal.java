package io.flightlog.spool;

import io.flightlog.batch.Batch;
import io.flightlog.batch.Journal;
import io.flightlog.batch.Origin;
import io.flightlog.batch.Watermark;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal level: each group of drained events is appended, as a frame, to a file that the disk
 * agent made beforehand, one file for each batch. What cannot be written stays in the batch, which
 * is then spilled like any other. Drain agent only, but for {@link #offer} and {@link #wanted}.
 */
final class SpoolJournal implements Journal {
  /** Files that are made ahead of their batches. */
  private static final int READY_FILES = 4;

  private final Queue<SpoolFile> ready = new ConcurrentLinkedQueue<>();
  private final FrameOutput output = new FrameOutput();
  private final Forcing forcing;
  private final Watermark written;
  private final SpaceWatch space;
  private final SpoolHealth health;
  private final LongSupplier wallMillis;
  private final Runnable wakeDisk;
  private @Nullable SpoolFile file;
  private int pairs;
  private long through;
  private boolean gaveUp;

  SpoolJournal(
      Forcing forcing,
      Watermark written,
      SpaceWatch space,
      SpoolHealth health,
      LongSupplier wallMillis,
      Runnable wakeDisk) {
    this.wakeDisk = wakeDisk;
    this.forcing = forcing;
    this.written = written;
    this.space = space;
    this.health = health;
    this.wallMillis = wallMillis;
  }

  /** Whether one more empty file is wanted. Disk agent only. */
  boolean wanted() {
    return ready.size() < READY_FILES;
  }

  /** An empty, open file. Disk agent only. */
  void offer(SpoolFile empty) {
    ready.add(empty);
  }

  /** Files that no batch took, once the drain agent has ended. Disk agent only. */
  @Nullable SpoolFile takeUnused() {
    return ready.poll();
  }

  @Override
  public boolean mayOpen(long now) {
    return !ready.isEmpty() || !health.isPromising(now);
  }

  @Override
  public void opened(Batch batch) {
    file = null;
    pairs = 0;
    through = -1;
    gaveUp = false;
  }

  @Override
  public void append(Batch batch) {
    if (gaveUp || batch.firstSequence() < 0 || batch.origin() == null) {
      return;
    }
    SpoolFile current = file;
    OpenFile open = current == null ? null : current.open();
    if (current == null || open == null || current.isSuspect()) {
      current = begin(batch, current);
      if (current == null) {
        return;
      }
    }
    try {
      writeNew(batch, batch.origin(), current);
    } catch (IOException | RuntimeException failed) {
      health.failed("the journal cannot be written", failed);
      startOver(batch, batch.origin(), current);
    }
  }

  /** All of the batch goes to another file; the two end together. */
  private void startOver(Batch batch, Origin origin, SpoolFile broken) {
    SpoolFile next = begin(batch, broken);
    if (next == null) {
      gaveUp = true;
      return;
    }
    try {
      writeNew(batch, origin, next);
    } catch (IOException | RuntimeException failed) {
      gaveUp = true;
    }
  }

  private @Nullable SpoolFile begin(Batch batch, @Nullable SpoolFile before) {
    SpoolFile next = ready.poll();
    if (next != null) {
      wakeDisk.run();
      if (before != null) {
        before.superseded();
        finish(before);
      }
      next.supersedes(before);
      batch.keepCopy(next);
      file = next;
      pairs = 0;
      through = -1;
    }
    return next;
  }

  private void writeNew(Batch batch, @Nullable Origin origin, SpoolFile target) throws IOException {
    OpenFile open = target.open();
    if (origin == null || open == null) {
      throw new IOException("the journal file is closed");
    }
    int from = batch.pairStart(pairs);
    int bytes = batch.length() - from;
    long first = through < 0 ? batch.firstSequence() : through + 1;
    long last = batch.lastSequence();
    if (bytes > 0) {
      BatchHeader header = null;
      if (open.end() == 0) {
        target.begin(first, origin.firstSequence());
        long start = origin.ofInstance(first);
        String instance = origin.instance().value();
        header =
            new BatchHeader(instance, start, -1, 0, false, open.salt(), wallMillis.getAsLong());
      }
      int events = eventsFrom(batch, pairs);
      FrameHeader frame =
          new FrameHeader(
              bytes, bytes, events, origin.ofInstance(first), origin.ofInstance(last), 0);
      long before = open.end();
      long end =
          output.append(open.handle(), before, header, open.salt(), frame, batch.body(), from);
      open.end(end);
      target.grew(last, events, end);
      space.taken(end - before, false);
      forcing.written(target);
    }
    pairs = batch.pairCount();
    through = last;
    written.add(first, last);
  }

  private static int eventsFrom(Batch batch, int pair) {
    int events = 0;
    for (int i = pair; i < batch.pairCount(); i++) {
      events += batch.sequence(i) == Batch.RECORD ? 0 : 1;
    }
    return events;
  }

  @Override
  public void sealed(Batch batch) {
    SpoolFile current = file;
    if (current != null) {
      current.complete(!gaveUp && through == batch.lastSequence() && pairs == batch.pairCount());
      finish(current);
    }
    file = null;
  }

  private void finish(SpoolFile written) {
    OpenFile open = written.open();
    if (open != null) {
      open.finishWriting();
    }
    forcing.written(written); // so that it is closed
  }
}
