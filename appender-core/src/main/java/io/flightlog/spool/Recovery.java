package io.flightlog.spool;

import io.flightlog.agent.NanoClock;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what dead instances of the same destination left: looks at the siblings at start and
 * each minute, and works through one file a step, so that nothing else has to wait. Refuses
 * nothing: what cannot be read is put aside, and said. Disk agent only.
 */
final class Recovery {
  private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Storage storage;
  private final Path destination;
  private final Predicate<String> wanted;
  private final Owner.Holder self;
  private final OrphanReader reader;
  private final BatchFiles files;
  private final SpaceWatch space;
  private final Diagnostics diagnostics;
  private final RecorderRecord record;
  private final LongSupplier wallMillis;
  private final NanoClock clock;
  private final RandomGenerator jitter;
  private final Deque<Path> siblings = new ArrayDeque<>();
  private final Set<Path> leftAlone = new HashSet<>();
  private final Set<Path> halfMade = new HashSet<>();
  private final List<Orphan> draining = new ArrayList<>();
  private @Nullable Orphan reading;
  private long nextLookAt;

  Recovery(
      Storage storage,
      Path destination,
      Predicate<String> wanted,
      Owner.Holder self,
      OrphanReader reader,
      BatchFiles files,
      SpaceWatch space,
      Diagnostics diagnostics,
      RecorderRecord record,
      LongSupplier wallMillis,
      NanoClock clock,
      RandomGenerator jitter) {
    this.storage = storage;
    this.destination = destination;
    this.wanted = wanted;
    this.self = self;
    this.reader = reader;
    this.files = files;
    this.space = space;
    this.diagnostics = diagnostics;
    this.record = record;
    this.wallMillis = wallMillis;
    this.clock = clock;
    this.jitter = jitter;
    this.nextLookAt = clock.nanoTime();
  }

  /** One bounded step; returns how much was done. */
  int step() {
    Orphan current = reading;
    if (current != null) {
      return read(current);
    }
    Path next = siblings.poll();
    if (next != null) {
      tryTo("take over " + next, () -> visit(next));
      return 1;
    }
    for (Orphan orphan : draining) {
      if (orphan.isEmptied()) {
        end(orphan);
        return 1;
      }
    }
    return look();
  }

  /** Whether every orphan that is held was emptied and removed, and all siblings were looked at. */
  boolean isIdle() {
    return reading == null && siblings.isEmpty() && draining.isEmpty();
  }

  private int look() {
    long now = clock.nanoTime();
    if (now - nextLookAt < 0) {
      return 0;
    }
    // not in step with the other instances of a fleet
    nextLookAt = now + LOOK_NANOS - (long) (LOOK_NANOS * 0.2 * jitter.nextDouble());
    tryTo(
        "look into " + destination,
        () -> {
          for (String name : storage.list(destination)) {
            Path path = destination.resolve(name);
            if (wanted.test(name) && !leftAlone.contains(path) && !isHeld(path)) {
              siblings.add(path);
            }
          }
        });
    return siblings.size();
  }

  private boolean isHeld(Path path) {
    return draining.stream().anyMatch(orphan -> orphan.directory().path().equals(path));
  }

  private void visit(Path path) throws IOException {
    Owner owner = SpoolDirectory.ownerOf(storage, path);
    if (owner == null) {
      visitUnowned(path);
      return;
    }
    if (owner.process().isSameAs(self)) {
      return;
    }
    if (!storage.exists(path.resolve(SpoolLayout.LOCK))) {
      if (storage.list(path).stream().noneMatch(SpoolLayout::isBatch)) {
        SpoolDirectory.removeRest(storage, path);
      }
      return;
    }
    if (SpoolLayout.isTemporary(path.getFileName().toString())) {
      removeHalfMade(path);
      return;
    }
    SpoolDirectory taken = SpoolDirectory.adopt(storage, path, owner, self);
    if (taken == null) {
      return;
    }
    try {
      List<String> names = storage.list(path).stream().filter(SpoolLayout::isBatch).toList();
      Orphan orphan = new Orphan(taken, names, new Obituary(owner, taken.state().read(), self));
      if (orphan.obituary().knowsLess()) {
        orphan.note(); // with the signature this machine has been running ever since
      }
      taken.sign();
      reading = orphan;
    } catch (IOException | RuntimeException failed) {
      taken.letGo();
      throw failed;
    }
  }

  /**
   * Being made, or what a crash left of one that was being made or removed. Nobody may touch a lock
   * unasked, so only time tells.
   */
  private void visitUnowned(Path path) throws IOException {
    if (storage.list(path).stream().anyMatch(SpoolLayout::isBatch)) {
      leftAlone.add(path);
      diagnostics.warn(
          "it is not known whose spool this is, so it is left as it is: " + path, null);
    } else if (!SpoolLayout.isTemporary(path.getFileName().toString()) || !halfMade.add(path)) {
      halfMade.remove(path);
      SpoolDirectory.removeRest(storage, path);
    }
  }

  private void removeHalfMade(Path path) throws IOException {
    Storage.Claim claim = storage.tryLock(path.resolve(SpoolLayout.LOCK));
    if (claim != null) {
      try {
        for (String name : storage.list(path)) {
          storage.delete(path.resolve(name));
        }
        storage.delete(path);
      } finally {
        claim.close();
      }
    }
  }

  private int read(Orphan orphan) {
    if (space.ownFiles() >= SpaceWatch.MAX_FILES) {
      return 0; // as many as the heap has room for: on when some were sent
    }
    String name = orphan.names().poll();
    if (name == null) {
      reading = null;
      draining.add(orphan);
      tryTo("note what was found in " + orphan.directory().path(), orphan::note);
      return 1;
    }
    Path path = orphan.directory().path().resolve(name);
    if (!tryTo("read " + path, () -> reader.read(orphan, name))) {
      orphan.leaveUnfinished();
    }
    return 1;
  }

  private void end(Orphan orphan) {
    Path path = orphan.directory().path();
    if (orphan.obituary().isDue() && !orphan.isTold() && !orphan.isUnfinished()) {
      orphan.told();
      if (!tryTo("tell of the end of " + path, () -> tell(orphan))) {
        orphan.leaveUnfinished();
      }
      return;
    }
    draining.remove(orphan);
    tryTo("leave or remove " + path, () -> letGo(orphan));
  }

  private void letGo(Orphan orphan) throws IOException {
    SpoolDirectory directory = orphan.directory();
    if (orphan.isUnfinished()) {
      directory.leave(); // the next look finds it again
      return;
    }
    if (orphan.isLeftAlone()) {
      leftAlone.add(directory.path());
      directory.leave();
    } else {
      directory.remove();
    }
    diagnostics.info(
        "the spool of instance "
            + directory.owner().instance()
            + " was taken over: "
            + orphan.obituary().recovered()
            + " events");
  }

  /** The record travels as one more file of the orphan: a crash on the way tells it again. */
  private void tell(Orphan orphan) throws IOException {
    SpoolDirectory directory = orphan.directory();
    byte[] pair = orphan.obituary().pair(record, wallMillis.getAsLong());
    SpoolFile file = directory.next(0);
    files.writeRecord(pair, directory.owner().instance(), file);
    reader.handOver(orphan, file);
  }

  /** Leaves the directories to whoever comes next, but for those that nothing is left of. */
  void close() {
    if (reading != null) {
      draining.add(reading);
      reading = null;
    }
    for (Orphan orphan : draining) {
      boolean isOver = orphan.isEmptied() && (orphan.isTold() || !orphan.obituary().isDue());
      String what = "leave or remove " + orphan.directory().path();
      tryTo(what, isOver ? () -> letGo(orphan) : orphan.directory()::leave);
    }
    draining.clear();
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  private boolean tryTo(String what, Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (IOException | RuntimeException failed) {
      diagnostics.warn("could not " + what, failed);
      return false;
    }
  }
}
