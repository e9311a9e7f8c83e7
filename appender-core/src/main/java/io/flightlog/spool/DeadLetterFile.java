package io.flightlog.spool;

import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What Elasticsearch refused for good, one JSON line each, appended to the instance's file beside
 * the instances' directories: it stays when the instance is gone. Bounded; past that, letters are
 * kept in memory only. What goes wrong is said, once, and is no reason for anything else to stop.
 * Disk agent only.
 */
final class DeadLetterFile {
  /** Bound on the files of one destination together, as this one sees them when it is opened. */
  static final long MAX_BYTES = 64L << 20;

  private final Storage storage;
  private final Path directory;
  private final Path file;
  private final Diagnostics diagnostics;
  private Storage.@Nullable Handle handle;
  private long end;
  private long bytesOfOthers;
  private boolean said;

  DeadLetterFile(Storage storage, Path destination, String instance, Diagnostics diagnostics) {
    this.storage = storage;
    this.directory = SpoolLayout.deadLetters(destination);
    this.file = directory.resolve(instance + SpoolLayout.DEAD_LETTER_SUFFIX);
    this.diagnostics = diagnostics;
  }

  /** Appends a line, which has no line feed. */
  void append(String line) {
    try {
      Storage.Handle target = handle == null ? open() : handle;
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      if (bytesOfOthers + end + bytes.length > MAX_BYTES) {
        sayOnce("the dead letters in " + directory + " take 64 MiB: no more are written", null);
        return;
      }
      target.write(ByteBuffer.wrap(bytes), end);
      end += bytes.length;
    } catch (IOException failed) {
      sayOnce("dead letters cannot be written to " + file, failed);
    }
  }

  private Storage.Handle open() throws IOException {
    storage.createDirectories(directory);
    storage.checkPrivate(directory);
    bytesOfOthers = 0;
    for (String name : storage.list(directory)) {
      bytesOfOthers += storage.size(directory.resolve(name));
    }
    end = storage.size(file);
    bytesOfOthers -= end;
    Storage.Handle opened = storage.openOrCreate(file);
    handle = opened;
    return opened;
  }

  private void sayOnce(String what, @Nullable Throwable cause) {
    if (!said) {
      said = true;
      diagnostics.warn(what, cause);
    }
  }

  void close() {
    Storage.Handle open = handle;
    handle = null;
    if (open != null) {
      try (open) {
        open.force();
      } catch (IOException failed) {
        sayOnce("dead letters may not be on the medium: " + file, failed);
      }
    }
  }
}
