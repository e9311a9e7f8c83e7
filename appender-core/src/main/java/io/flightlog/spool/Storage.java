package io.flightlog.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seam to the file system: what a spool needs of one, and no more, so that a test can put a
 * simulated one there that forgets, tears and fails. Every call may block and may throw. Disk agent
 * only, but for {@link Handle#write} on the open journal file, which the drain agent calls.
 */
public interface Storage {
  /** An open file; positions are given with each call, so a failed write leaves nothing to undo. */
  interface Handle extends Closeable {
    /** Writes all that remains of the buffer. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Reads some bytes; −1 at the end of the file. */
    int read(ByteBuffer target, long position) throws IOException;

    long size() throws IOException;

    /** Returns when what was written before is on the medium; never repeated after it threw. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** A lock that no other process, and nobody else in this one, holds; until closed. */
  interface Claim extends Closeable {
    @Override
    void close() throws IOException;
  }

  /** What a file system has left. */
  record Space(long usable, long total) {}

  /** Makes a file with mode 0600; fails if anything has that name, a link too. */
  Handle create(Path file) throws IOException;

  /** Opens a file to read it; never follows a link. */
  Handle open(Path file) throws IOException;

  /** Opens a file to read and write it, making it when it is missing; never follows a link. */
  Handle openOrCreate(Path file) throws IOException;

  /** Makes a directory with mode 0700; fails if anything has that name. */
  void createDirectory(Path directory) throws IOException;

  /** Makes what is missing of the path, with mode 0700 where it does. */
  void createDirectories(Path directory) throws IOException;

  /**
   * Throws unless the path is a directory that is ours alone to write: no link, not of another
   * user, not writable for others.
   */
  void checkPrivate(Path directory) throws IOException;

  /** Returns when names made in or removed from the directory are on the medium. */
  void forceDirectory(Path directory) throws IOException;

  /** Names in a directory, sorted; none when it does not exist or is something else, a link too. */
  List<String> list(Path directory) throws IOException;

  boolean exists(Path file) throws IOException;

  /** Bytes of a file; 0 when it does not exist. */
  long size(Path file) throws IOException;

  /** Removes a file or an empty directory; nothing happens when it is not there. */
  void delete(Path file) throws IOException;

  /** Gives a file or directory another name at once; what has that name is replaced, if a file. */
  void rename(Path from, Path to) throws IOException;

  /**
   * Takes the lock of a file that exists; null when somebody has it, or when the file is not the
   * one of that name any more. Must not be called for a file whose lock this process may hold:
   * POSIX gives a lock up when any descriptor of the file is closed.
   */
  @Nullable Claim tryLock(Path file) throws IOException;

  Space space(Path directory) throws IOException;

  /** The kind of file system, such as {@code ext4}; empty when unknown. */
  String type(Path directory) throws IOException;
}
