package io.flightlog.spool;

import io.flightlog.metrics.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;

/** Says, once at start, where a restart would lose what is on the disk. Stateless. */
final class SpoolWarnings {
  private SpoolWarnings() {}

  static void sayWhatARestartLoses(
      SpoolSettings settings, Storage storage, Path root, Diagnostics diagnostics)
      throws IOException {
    String type = storage.type(root);
    if (type.equals("tmpfs") || type.equals("ramfs")) {
      diagnostics.warn(
          "spool.directory "
              + root
              + " is in memory ("
              + type
              + "): it survives the end of the process, not a restart of the machine or container",
          null);
    } else if (settings.isInContainer() && settings.config().directoryIsDefault()) {
      diagnostics.warn(
          "spool.directory is the default "
              + root
              + ", and this is a container: what it holds is lost with the container; mount a"
              + " volume and set spool.directory",
          null);
    }
  }
}
