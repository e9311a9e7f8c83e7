package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An instance's directory that this process holds: its own, or one that it adopted. Held by the
 * lock of {@code LOCK}, and named in {@code OWNER}, which is always read first: a process must not
 * even open a {@code LOCK} that may be its own. Disk agent only, but for its name and whose it is.
 */
final class SpoolDirectory {
  private static final int MAX_OWNER_BYTES = 64 << 10;
  private static final String NEW_OWNER = SpoolLayout.OWNER + ".new";

  private final Storage storage;
  private final Path path;
  private final boolean own;
  private final Storage.Claim claim;
  private final Owner owner;
  private final StateFile state;
  private int lastNumber;
  private int files;

  private SpoolDirectory(
      Storage storage, Path path, boolean own, Storage.Claim claim, Owner owner, StateFile state) {
    this.storage = storage;
    this.path = path;
    this.own = own;
    this.claim = claim;
    this.owner = owner;
    this.state = state;
  }

  /** Makes what is missing of the path to where instances have their directories. */
  static void makeDestination(Storage storage, Path root, Path destination) throws IOException {
    storage.createDirectories(root);
    storage.checkPrivate(root);
    storage.createDirectories(destination);
    storage.checkPrivate(destination);
    // whoever made them may have ended before it forced their names
    storage.forceDirectory(root);
    Path parent = root.getParent();
    if (parent != null) {
      try {
        storage.forceDirectory(parent);
      } catch (IOException notOurs) {
        // it need not be readable for us
      }
    }
  }

  /** Makes the directory of a new instance: under another name first, so that it is never half. */
  static SpoolDirectory create(Storage storage, Path destination, Owner owner) throws IOException {
    Path temporary = destination.resolve(SpoolLayout.temporary(owner.instance()));
    Path path = destination.resolve(owner.instance());
    removeAttempt(storage, temporary);
    removeAttempt(storage, path);
    storage.createDirectory(temporary);
    storage.create(temporary.resolve(SpoolLayout.LOCK)).close();
    Storage.Claim claim = storage.tryLock(temporary.resolve(SpoolLayout.LOCK));
    if (claim == null) {
      throw new IOException("this file system gives no lock on " + temporary);
    }
    try {
      write(storage, temporary, owner);
      storage.forceDirectory(temporary);
      storage.rename(temporary, path);
      storage.forceDirectory(destination);
      Storage.Handle handle = storage.openOrCreate(path.resolve(SpoolLayout.STATE));
      return new SpoolDirectory(storage, path, true, claim, owner, new StateFile(handle));
    } catch (IOException | RuntimeException failed) {
      claim.close();
      throw failed;
    }
  }

  /** What this process made of the directory before it failed half way, and let go of. */
  private static void removeAttempt(Storage storage, Path path) throws IOException {
    Path lock = path.resolve(SpoolLayout.LOCK);
    Storage.Claim claim = storage.exists(lock) ? storage.tryLock(lock) : null;
    if (claim == null && storage.exists(lock)) {
      throw new IOException("somebody else holds " + path);
    }
    try {
      removeRest(storage, path);
    } finally {
      if (claim != null) {
        claim.close();
      }
    }
  }

  /** Who is written to hold a directory; null when that cannot be read. */
  static @Nullable Owner ownerOf(Storage storage, Path path) throws IOException {
    Path file = path.resolve(SpoolLayout.OWNER);
    if (!storage.exists(file)) {
      return null;
    }
    try (Storage.Handle handle = storage.open(file)) {
      byte[] text = new byte[(int) Math.min(handle.size(), MAX_OWNER_BYTES)];
      ByteBuffer bytes = ByteBuffer.wrap(text);
      while (bytes.hasRemaining() && handle.read(bytes, bytes.position()) >= 0) {
        // on
      }
      return Owner.parse(new String(text, 0, bytes.position(), StandardCharsets.UTF_8));
    }
  }

  /**
   * Takes the lock of a directory that nobody holds any more; {@link #sign} follows, or {@link
   * #letGo}.
   *
   * @param owner as {@link #ownerOf} read it; not the calling process
   * @return null when somebody holds it
   */
  static @Nullable SpoolDirectory adopt(
      Storage storage, Path path, Owner owner, Owner.Holder adopter) throws IOException {
    Storage.Claim claim = storage.tryLock(path.resolve(SpoolLayout.LOCK));
    if (claim == null) {
      return null;
    }
    try {
      Storage.Handle handle = storage.openOrCreate(path.resolve(SpoolLayout.STATE));
      Owner held = owner.heldBy(adopter);
      return new SpoolDirectory(storage, path, false, claim, held, new StateFile(handle));
    } catch (IOException | RuntimeException failed) {
      claim.close();
      throw failed;
    }
  }

  /** The last thing that may fail of an adoption: from here on it says whose it is. */
  void sign() throws IOException {
    write(storage, path, owner);
  }

  /** Gives the lock back, as if it had never been taken. */
  void letGo() throws IOException {
    try {
      state.close();
    } finally {
      claim.close();
    }
  }

  Path path() {
    return path;
  }

  boolean isOwn() {
    return own;
  }

  Owner owner() {
    return owner;
  }

  StateFile state() {
    return state;
  }

  /** A handle for one more batch file, which is not on disk yet. */
  SpoolFile next(long nameSequence) {
    lastNumber = (lastNumber + 1) & Integer.MAX_VALUE; // after so many, the sequence is another
    return new SpoolFile(this, Math.max(0, nameSequence), lastNumber);
  }

  /** One that was found there. */
  SpoolFile found(long nameSequence, int number) {
    lastNumber = Math.max(lastNumber, number);
    return new SpoolFile(this, nameSequence, number);
  }

  Path pathOf(SpoolFile file) {
    return path.resolve(file.name());
  }

  /** Batch files on disk that are this process's to settle. */
  int files() {
    return files;
  }

  void fileAdded() {
    files++;
  }

  void fileRemoved() {
    files--;
  }

  /** Nothing is left in it: removes it. With a batch file, whoever holds that, it stays. */
  void remove() throws IOException {
    try {
      state.close();
      if (storage.list(path).stream().anyMatch(SpoolLayout::isBatch)) {
        signOver();
        return;
      }
      if (lastNumber > 0) {
        // a power cut must not bring a batch back to where nobody may take the lock
        storage.forceDirectory(path);
      }
      removeRest(storage, path);
    } finally {
      claim.close();
    }
  }

  /** Of a directory without batch files; what a crash leaves of it is removed the same way. */
  static void removeRest(Storage storage, Path path) throws IOException {
    storage.delete(path.resolve(SpoolLayout.STATE));
    storage.delete(path.resolve(SpoolLayout.LOCK));
    storage.delete(path.resolve(SpoolLayout.OWNER));
    storage.delete(path.resolve(NEW_OWNER));
    storage.delete(path);
  }

  /** Leaves it to whoever finds it next, in this process too. */
  void leave() throws IOException {
    try {
      state.close();
      signOver();
    } finally {
      claim.close();
    }
  }

  private void signOver() throws IOException {
    write(storage, path, owner.heldBy(owner.process().nobody()));
  }

  private static void write(Storage storage, Path path, Owner owner) throws IOException {
    Path made = path.resolve(NEW_OWNER);
    storage.delete(made);
    try (Storage.Handle handle = storage.create(made)) {
      handle.write(ByteBuffer.wrap(owner.text().getBytes(StandardCharsets.UTF_8)), 0);
      handle.force(); // without it nobody may adopt the directory, whatever was forced in there
    }
    storage.rename(made, path.resolve(SpoolLayout.OWNER));
  }
}
