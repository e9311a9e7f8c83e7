package io.flightlog.tool;

import io.flightlog.spool.FileReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells a file that is being written just now from one whose end was cut. Stateless. */
final class BeingWritten {
  /** A write takes less, but for a disk that hangs. */
  private static final long RECENT_MILLIS = 10_000;

  private BeingWritten() {}

  /** For a file of a live process that is not sound: whether that can be why. */
  static boolean is(Path path, FileReport file, Console console) throws IOException {
    if (!file.isOnlyTorn()) {
      return false;
    }
    try {
      long changed = Files.getLastModifiedTime(path).toMillis();
      return console.wallMillis().getAsLong() - changed < RECENT_MILLIS;
    } catch (NoSuchFileException sentMeanwhile) {
      return true;
    }
  }
}
