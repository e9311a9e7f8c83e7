package io.flightlog.spool;

import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.Origin;
import io.flightlog.batch.Watermark;
import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What the other agents ask for: batches to files, files to batches, files removed, files made
 * ahead. A failure is the health's to tell and the asker's to live with. Disk agent only.
 */
final class FileWork {
  /** With the pauses between them, some minutes of a disk that fails. */
  static final int READS_TO_GIVE_UP = 10;

  private final Storage storage;
  private final BatchFiles files;
  private final SpaceWatch space;
  private final SpoolHealth health;
  private final Forcing forcing;
  private final Quarantine quarantine;
  private final Watermark written;
  private final Diagnostics diagnostics;
  private final NanoClock clock;
  private final int batchBytes;
  private final Runnable shipHasNews;
  private @Nullable SpoolDirectory own;

  FileWork(
      Storage storage,
      BatchFiles files,
      SpaceWatch space,
      SpoolHealth health,
      Forcing forcing,
      Quarantine quarantine,
      Watermark written,
      Diagnostics diagnostics,
      NanoClock clock,
      int batchBytes,
      Runnable shipHasNews) {
    this.storage = storage;
    this.files = files;
    this.space = space;
    this.health = health;
    this.forcing = forcing;
    this.quarantine = quarantine;
    this.written = written;
    this.diagnostics = diagnostics;
    this.clock = clock;
    this.batchBytes = batchBytes;
    this.shipHasNews = shipHasNews;
  }

  /** Where new files go, from now on; until then nothing can be written. */
  void into(SpoolDirectory directory) {
    own = directory;
  }

  /** Writes a batch to a file of its own. */
  void store(StoreTask task) {
    if (!task.begin()) {
      return;
    }
    Batch batch = task.batch();
    Origin origin = batch.origin();
    SpoolDirectory directory = own;
    if (origin == null || directory == null || batch.firstSequence() < 0) {
      task.failed();
      return;
    }
    long first = batch.firstSequence();
    long last = batch.lastSequence();
    BatchFiles.Staged staged = files.stage(batch, origin);
    task.copied();
    try {
      if (!hasRoomFor(staged.fileBytes())) {
        task.failed();
        return;
      }
      SpoolFile file = directory.next(first);
      files.write(staged, file);
      file.supersedes(task.earlier());
      directory.fileAdded();
      space.taken(file.bytes(), true);
      forcing.written(file);
      written.add(first, last);
      health.succeeded();
      task.stored(file);
      shipHasNews.run();
    } catch (IOException | RuntimeException failed) {
      health.failed("the spool cannot be written", failed);
      task.failed();
    }
  }

  /** Reads a file, or the next part of it, into a batch. */
  void load(LoadTask task) {
    SpoolFile file = task.file();
    Batch batch = task.batch();
    BatchFiles.LoadOutcome outcome;
    try {
      outcome = files.load(file, batch);
    } catch (NoSuchFileException gone) {
      outcome = BatchFiles.LoadOutcome.DAMAGED;
    } catch (IOException failed) {
      if (file.countReadFailure() < READS_TO_GIVE_UP) {
        diagnostics.warn("a file of the spool cannot be read, and will be later: " + file, failed);
        task.failed();
        shipHasNews.run();
        return;
      }
      outcome = BatchFiles.LoadOutcome.DAMAGED;
    }
    if (!file.isAdopted()) {
      batch.standsFor(file.firstSequence(), file.lastSequence(), clock.nanoTime());
    }
    if (!outcome.whole()) {
      file.damaged();
      diagnostics.warn("not all of a file of the spool can be read: " + file, null);
    }
    task.done(outcome.more());
    shipHasNews.run();
  }

  /** A file and those that it supersedes. */
  void remove(SpoolFile file) {
    for (SpoolFile each = file; each != null; each = each.older()) {
      OpenFile open = each.open();
      each.open(null);
      if (open != null) {
        open.close();
      }
      if (!each.markRemoved()) {
        continue;
      }
      try {
        if (each.isDamaged()) {
          quarantine.put(each.directory(), each.name());
        } else {
          storage.delete(each.directory().pathOf(each));
        }
        each.directory().fileRemoved();
        space.freed(each.bytes());
      } catch (IOException | RuntimeException failed) {
        // it will be sent again by whoever finds it, and Elasticsearch will know it
        health.failed("the spool cannot remove a file", failed);
      }
    }
  }

  /** An empty file for a batch to come. */
  void makeAhead(SpoolJournal journal, long nameSequence) {
    SpoolDirectory directory = own;
    if (directory == null) {
      return;
    }
    try {
      if (!hasRoomFor(batchBytes)) {
        return;
      }
      SpoolFile file = directory.next(nameSequence);
      files.create(file, files.newSalt());
      forcing.made(file);
      directory.fileAdded();
      space.taken(0, true);
      journal.offer(file);
      health.succeeded();
    } catch (IOException | RuntimeException failed) {
      health.failed("the journal cannot make a file", failed);
    }
  }

  /** Says why when there is none. */
  private boolean hasRoomFor(long bytes) throws IOException {
    String refusal = space.refusal(bytes, clock.nanoTime());
    if (refusal != null) {
      health.failed(refusal, null);
    }
    return refusal == null;
  }
}
