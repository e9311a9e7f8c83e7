package io.flightlog.spool;

import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;

/** Where files go that nobody can read, for a person to look at. Disk agent only. */
final class Quarantine {
  private final Storage storage;
  private final Path folder;
  private final Diagnostics diagnostics;

  Quarantine(Storage storage, Path destination, Diagnostics diagnostics) {
    this.storage = storage;
    this.folder = SpoolLayout.quarantine(destination);
    this.diagnostics = diagnostics;
  }

  /** Moves a file out of its instance's directory. */
  void put(SpoolDirectory directory, String name) throws IOException {
    storage.createDirectories(folder);
    Path to = folder.resolve(directory.owner().instance() + "-" + name);
    storage.rename(directory.path().resolve(name), to);
    diagnostics.warn("a file of the spool cannot be read and was put aside: " + to, null);
  }
}
