package io.flightlog.spool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for another file: all processes below one root together stay within {@code
 * spool.maxBytes} (but for a batch each, as sizes are looked at once a second, and at the journal
 * level for the files that were made ahead, which are empty when they are asked for), the file
 * system keeps a reserve free, and the number of files is bounded. What was taken is never evicted.
 * The disk agent asks; the fill level is for any thread.
 */
final class SpaceWatch {
  /** The least that stays free on the file system: the larger of this and a twentieth of it. */
  static final long RESERVE_BYTES = 256L << 20;

  private static final int RESERVE_DIVISOR = 20;

  /** Each costs about 100 bytes of heap while it waits. */
  static final int MAX_FILES = 32 << 10;

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** From here on events are refused for it, so it must be known when it is less again. */
  private static final int PRESSING_PERCENT = 80;

  private final Storage storage;
  private final Path root;
  private final long maxBytes;
  private final AtomicLong ownBytes = new AtomicLong();
  private final AtomicLong ownFiles = new AtomicLong();
  private long bytesOfOthers;
  private long usable;
  private long total;
  private long lookedAt;
  private boolean looked;
  private volatile int fillPercent;

  SpaceWatch(Storage storage, Path root, long maxBytes) {
    this.storage = storage;
    this.root = root;
    this.maxBytes = maxBytes;
  }

  /** Null when there is room for so many bytes, else why not. */
  @Nullable String refusal(long bytes, long now) throws IOException {
    if (!looked || now - lookedAt >= LOOK_NANOS) {
      look(now);
    }
    long used = bytesOfOthers + ownBytes.get();
    tell(usable - bytes);
    if (used + bytes > maxBytes) {
      return "the spool is full: spool.maxBytes=" + maxBytes + " below " + root;
    }
    if (usable - bytes < reserve()) {
      return "the spool must leave " + reserve() + " B of its file system free: " + root;
    }
    if (ownFiles.get() >= MAX_FILES) {
      return "the spool is full: " + MAX_FILES + " files wait";
    }
    usable -= bytes;
    return null;
  }

  /** A file came to be, or grew. */
  void taken(long bytes, boolean newFile) {
    ownBytes.addAndGet(bytes);
    if (newFile) {
      ownFiles.incrementAndGet();
    }
  }

  /** A file is gone. */
  void freed(long bytes) {
    ownBytes.addAndGet(-bytes);
    ownFiles.decrementAndGet();
    if (looked) {
      usable += bytes;
      tell(usable);
    }
  }

  /** Whether it was so full that events are refused, and that is a while ago. */
  boolean isDue(long now) {
    return fillPercent >= PRESSING_PERCENT && now - lookedAt >= LOOK_NANOS;
  }

  /** Looks again, although nobody wants to write. */
  void refresh(long now) {
    try {
      look(now);
      tell(usable);
    } catch (IOException unknown) {
      lookedAt = now; // it stays at what it was
    }
  }

  /**
   * A file system that others filled makes this no fuller than memory alone is: only while files of
   * ours wait does its reserve hold events back.
   */
  private void tell(long left) {
    long own = ownBytes.get();
    boolean reserveIsUsed = own > 0 && left < reserve();
    fillPercent = reserveIsUsed ? 100 : (int) Math.min(100, (bytesOfOthers + own) * 100 / maxBytes);
  }

  private long reserve() {
    return Math.max(RESERVE_BYTES, total / RESERVE_DIVISOR);
  }

  /** How full it is, as far as was last looked. */
  int fillPercent() {
    return fillPercent;
  }

  /** Bytes of files that this process has to settle. */
  long ownBytes() {
    return ownBytes.get();
  }

  long ownFiles() {
    return ownFiles.get();
  }

  private void look(long now) throws IOException {
    bytesOfOthers = Math.max(0, bytesBelow(root, 0) - ownBytes.get());
    Storage.Space space = storage.space(root);
    usable = space.usable();
    total = space.total();
    looked = true;
    lookedAt = now;
  }

  private long bytesBelow(Path directory, int depth) throws IOException {
    List<String> names;
    try {
      names = storage.list(directory);
    } catch (AccessDeniedException notOurs) {
      names = List.of(); // such as lost+found: nothing that this library made
    }
    long bytes = 0;
    for (String name : names) {
      Path entry = directory.resolve(name);
      bytes += depth < 2 ? bytesBelow(entry, depth + 1) : storage.size(entry);
    }
    return bytes;
  }
}
