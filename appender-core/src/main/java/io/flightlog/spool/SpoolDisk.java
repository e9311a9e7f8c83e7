package io.flightlog.spool;

import io.flightlog.agent.Agent;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.Journal;
import io.flightlog.batch.Origin;
import io.flightlog.batch.Watermark;
import io.flightlog.config.HttpConfig.Compression;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The disk agent: the only one that makes, forces, reads and removes files, and may wait for a
 * medium. One step forces what is due, does one task that another agent asked for, makes a journal
 * file ahead, writes the state, or takes one step of recovery. A disk that fails or hangs holds up
 * nobody else.
 */
final class SpoolDisk implements Agent {
  private static final long PREPARE_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final SpoolSettings settings;
  private final Storage storage;
  private final SpoolHealth health;
  private final Queue<Runnable> tasks;
  private final Watermark written;
  private final Diagnostics diagnostics;
  private final NanoClock clock;
  private final Owner.Holder self = Owner.Holder.current();
  private final Path root;
  private final Path destination;
  private final SpaceWatch space;
  private final BatchFiles files;
  private final Forcing forcing;
  private final @Nullable SpoolJournal journal;
  private final StateKeeper state;
  private final DeadLetterFile deadLetters;
  private final Recovery recovery;
  private final Runnable shipHasNews;
  private @Nullable SpoolDirectory own;
  private long prepareAt;
  private volatile boolean recovered;
  private volatile boolean closing;
  private volatile boolean closed;

  SpoolDisk(
      SpoolSettings settings,
      Storage storage,
      SpoolHealth health,
      Queue<Runnable> tasks,
      Watermark written,
      Watermark synced,
      StateSource source,
      Counters counters,
      RecorderRecord record,
      Diagnostics diagnostics,
      NanoClock clock,
      LongSupplier wallMillis,
      RandomGenerator random,
      Consumer<SpoolFile> found,
      Runnable shipHasNews) {
    this.shipHasNews = shipHasNews;
    this.settings = settings;
    this.storage = storage;
    this.health = health;
    this.tasks = tasks;
    this.written = written;
    this.diagnostics = diagnostics;
    this.clock = clock;
    this.root = settings.config().directory();
    this.destination =
        root.resolve(SpoolLayout.destination(settings.target(), settings.config().group()));
    this.space = new SpaceWatch(storage, root, settings.config().maxBytes().bytes());
    boolean compress = settings.config().compression() == Compression.GZIP;
    this.files =
        new BatchFiles(storage, settings.batchBytes(), compress, clock, wallMillis, random);
    long now = clock.nanoTime();
    long interval = settings.config().fsyncInterval().toNanos();
    this.forcing = new Forcing(storage, files, synced, diagnostics, interval, now);
    this.journal =
        settings.journal() ? new SpoolJournal(forcing, written, space, health, wallMillis) : null;
    this.state = new StateKeeper(source, written, clock, wallMillis);
    this.deadLetters =
        new DeadLetterFile(storage, destination, settings.instance().value(), diagnostics);
    this.recovery =
        new Recovery(
            storage,
            destination,
            self,
            files,
            space,
            counters,
            diagnostics,
            record,
            wallMillis,
            clock,
            random,
            found);
    this.prepareAt = now;
  }

  @Override
  public String role() {
    return "disk";
  }

  Journal journal() {
    return journal == null ? Journal.NONE : journal;
  }

  @Override
  public int doWork() {
    if (closed) {
      return 0;
    }
    long now = clock.nanoTime();
    health.begins(now);
    try {
      return step(now);
    } finally {
      health.ended();
    }
  }

  private int step(long now) {
    SpoolDirectory directory = own;
    if (directory == null) {
      return prepare(now);
    }
    if (forcing.isDue(now)) {
      return 1 + forcing.force(directory, now);
    }
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
      return 1;
    }
    if (closing) {
      finish(directory, now);
      return 1;
    }
    if (journal != null && journal.wanted() && health.isWell(now)) {
      return makeAhead(directory, journal, now);
    }
    if (state.isDue(now)) {
      writeState(directory, false);
      return 1;
    }
    if (space.isDue(now)) {
      space.refresh(now);
      return 1;
    }
    int work = settings.config().adoptOrphans() ? recovery.step() : 0;
    recovered = recovery.isIdle();
    return work;
  }

  private int prepare(long now) {
    if (closing) {
      closed = true;
      return 0;
    }
    if (now - prepareAt < 0) {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
      return task == null ? 0 : 1;
    }
    try {
      storage.createDirectories(root);
      storage.checkPrivate(root);
      storage.createDirectories(destination);
      storage.checkPrivate(destination);
      SpoolSettings s = settings;
      Owner owner =
          new Owner(
              s.instance().value(),
              self,
              s.version(),
              s.target(),
              s.config().group(),
              s.constants());
      own = SpoolDirectory.create(storage, destination, owner);
      health.ready();
      SpoolWarnings.sayWhatARestartLoses(settings, storage, root, diagnostics);
    } catch (IOException | RuntimeException unusable) {
      prepareAt = now + PREPARE_AGAIN_NANOS;
      health.failed("spool.directory " + root + " cannot be used", unusable);
    }
    return 1;
  }

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
      String refusal = space.refusal(staged.fileBytes(), clock.nanoTime());
      if (refusal != null) {
        health.failed(refusal, null);
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

  void load(LoadTask task) {
    SpoolFile file = task.file();
    Batch batch = task.batch();
    BatchFiles.LoadOutcome outcome = files.load(file, batch);
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
          recovery.quarantine(each.directory(), each.name());
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

  void deadLetter(String line) {
    if (own != null) {
      deadLetters.append(line);
    }
  }

  private int makeAhead(SpoolDirectory directory, SpoolJournal target, long now) {
    try {
      String refusal = space.refusal(settings.batchBytes(), now);
      if (refusal != null) {
        health.failed(refusal, null);
        return 0;
      }
      SpoolFile file = directory.next(state.nextSequence());
      files.create(file, files.newSalt());
      directory.fileAdded();
      space.taken(0, true);
      target.offer(file);
      health.succeeded();
    } catch (IOException | RuntimeException failed) {
      health.failed("the journal cannot make a file", failed);
    }
    return 1;
  }

  private void writeState(SpoolDirectory directory, boolean last) {
    try {
      directory.state().write(state.read(directory.state().nextGeneration(), last));
    } catch (IOException | RuntimeException failed) {
      health.failed("the spool cannot write its state", failed);
    }
  }

  private void finish(SpoolDirectory directory, long now) {
    SpoolFile unused = journal == null ? null : journal.takeUnused();
    while (unused != null) {
      remove(unused);
      unused = journal == null ? null : journal.takeUnused();
    }
    forcing.force(directory, now);
    recovery.close();
    writeState(directory, true);
    try {
      deadLetters.close();
      if (directory.files() == 0) {
        directory.remove();
      } else {
        directory.leave();
      }
    } catch (IOException | RuntimeException failed) {
      diagnostics.warn("the spool's directory could not be left in order", failed);
    }
    closed = true;
  }

  void demandForce() {
    forcing.demand();
  }

  void close() {
    closing = true;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isRecovered() {
    return recovered;
  }

  int fillPercent() {
    return space.fillPercent();
  }

  long bytes() {
    return space.ownBytes();
  }
}
