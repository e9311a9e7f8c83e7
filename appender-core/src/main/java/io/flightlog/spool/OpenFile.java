package io.flightlog.spool;

import java.io.IOException;

/**
 * A batch file while it is written: where it ends, and what its frames' checksums begin with.
 * Written by one thread, forced and closed by the disk agent.
 */
final class OpenFile {
  private final Storage.Handle handle;
  private final long salt;
  private volatile long end;
  private volatile boolean writing = true;

  OpenFile(Storage.Handle handle, long salt) {
    this.handle = handle;
    this.salt = salt;
  }

  Storage.Handle handle() {
    return handle;
  }

  long salt() {
    return salt;
  }

  /** Behind the last whole frame; 0 before the header. */
  long end() {
    return end;
  }

  void end(long position) {
    end = position;
  }

  /** Whether a writer may still append. */
  boolean isWriting() {
    return writing;
  }

  void finishWriting() {
    writing = false;
  }

  /** Best effort: everything that had to be written was. */
  void close() {
    try {
      handle.close();
    } catch (IOException nothingToSave) {
      // a close that fails loses nothing that a force did not tell of before
    }
  }
}
