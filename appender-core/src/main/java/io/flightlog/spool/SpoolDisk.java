package io.flightlog.spool;

import io.flightlog.agent.Agent;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Journal;
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
  private final Diagnostics diagnostics;
  private final NanoClock clock;
  private final Owner.Holder self;
  private final Path root;
  private final Path destination;
  private final SpaceWatch space;
  private final Forcing forcing;
  private final @Nullable SpoolJournal journal;
  private final StateKeeper state;
  private final DeadLetterFile deadLetters;
  private final Recovery recovery;
  private final FileWork work;
  private @Nullable SpoolDirectory own;
  private long prepareAt;
  private volatile boolean recovered;
  private volatile boolean closing;
  private volatile boolean closed;

  SpoolDisk(
      SpoolSettings settings,
      Storage storage,
      Owner.Holder self,
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
      Runnable shipHasNews,
      Runnable wakeDisk) {
    this.settings = settings;
    this.storage = storage;
    this.self = self;
    this.health = health;
    this.tasks = tasks;
    this.diagnostics = diagnostics;
    this.clock = clock;
    this.root = settings.config().directory();
    this.destination = settings.destination();
    this.space = new SpaceWatch(storage, root, settings.config().maxBytes().bytes());
    boolean compress = settings.config().compression() == Compression.GZIP;
    BatchFiles files =
        new BatchFiles(storage, settings.batchBytes(), compress, clock, wallMillis, random);
    long now = clock.nanoTime();
    long interval = settings.config().fsyncInterval().toNanos();
    this.forcing = new Forcing(storage, files, synced, diagnostics, interval, now);
    this.journal =
        settings.journal()
            ? new SpoolJournal(forcing, written, space, health, wallMillis, wakeDisk)
            : null;
    this.state = new StateKeeper(source, written, synced, clock, wallMillis);
    Quarantine quarantine = new Quarantine(storage, destination, diagnostics);
    this.work =
        new FileWork(
            storage,
            files,
            space,
            health,
            forcing,
            quarantine,
            written,
            diagnostics,
            clock,
            settings.batchBytes(),
            shipHasNews);
    this.deadLetters =
        new DeadLetterFile(storage, destination, settings.instance().value(), diagnostics);
    this.recovery =
        new Recovery(
            storage,
            destination,
            settings::wants,
            self,
            new OrphanReader(storage, files, space, counters, diagnostics, quarantine, found),
            files,
            space,
            diagnostics,
            record,
            wallMillis,
            clock,
            random);
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
      return settings.adoption() == null ? prepare(now) : replay();
    }
    if (forcing.isDue(now)) {
      return 1 + forcing.force(directory, now);
    }
    if (didTask()) {
      return 1;
    }
    if (closing) {
      finish(directory, now);
      return 1;
    }
    if (journal != null && journal.wanted() && health.isWell(now)) {
      work.makeAhead(journal, state.nextSequence());
      return 1;
    }
    if (state.isDue(now)) {
      writeState(directory, false);
      return 1;
    }
    if (space.isDue(now)) {
      space.refresh(now);
      return 1;
    }
    return recover();
  }

  private int recover() {
    int done = settings.config().adoptOrphans() ? recovery.step() : 0;
    recovered = recovery.isIdle();
    return done;
  }

  /** Without a directory of its own: sends what others left, and leaves what is left of it. */
  private int replay() {
    health.ready();
    if (didTask()) {
      return 1;
    }
    if (closing) {
      recovery.close();
      deadLetters.close();
      closed = true;
      return 1;
    }
    return recover();
  }

  /** Whether another agent had asked for anything. */
  private boolean didTask() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  private int prepare(long now) {
    if (closing) {
      closed = true;
      return 0;
    }
    if (now - prepareAt < 0) {
      return didTask() ? 1 : 0;
    }
    try {
      SpoolDirectory.makeDestination(storage, root, destination);
      SpoolDirectory made = SpoolDirectory.create(storage, destination, settings.owner(self));
      own = made;
      work.into(made);
      health.ready();
      SpoolWarnings.sayWhatARestartLoses(settings, storage, root, diagnostics);
    } catch (IOException | RuntimeException unusable) {
      prepareAt = now + PREPARE_AGAIN_NANOS;
      health.failed("spool.directory " + root + " cannot be used", unusable);
    }
    return 1;
  }

  /** What may be asked of it, as its tasks. */
  FileWork work() {
    return work;
  }

  void deadLetter(String line) {
    if (own != null || settings.adoption() != null) {
      deadLetters.append(line);
    }
  }

  void writeLastState() {
    if (own != null) {
      writeState(own, true);
    }
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
      work.remove(unused);
      unused = journal == null ? null : journal.takeUnused();
    }
    forcing.force(directory, now);
    recovery.close();
    writeState(directory, true);
    deadLetters.close();
    try {
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

  void demandForce(long sequence) {
    forcing.demand(sequence);
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
