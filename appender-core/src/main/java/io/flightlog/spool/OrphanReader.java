package io.flightlog.spool;

import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.LossReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Looks through what a dead instance left, file by file: what can be read is ours to settle from
 * then on, what is damaged is counted and said, what nobody can read is put aside. Disk agent only.
 */
final class OrphanReader {
  private final Storage storage;
  private final BatchFiles files;
  private final SpaceWatch space;
  private final Counters counters;
  private final Diagnostics diagnostics;
  private final Quarantine quarantine;
  private final Consumer<SpoolFile> found;

  /**
   * @param found takes each file whose events are ours to settle
   */
  OrphanReader(
      Storage storage,
      BatchFiles files,
      SpaceWatch space,
      Counters counters,
      Diagnostics diagnostics,
      Quarantine quarantine,
      Consumer<SpoolFile> found) {
    this.storage = storage;
    this.files = files;
    this.space = space;
    this.counters = counters;
    this.diagnostics = diagnostics;
    this.quarantine = quarantine;
    this.found = found;
  }

  /** Looks through a file of that name, and hands it over if it holds anything. */
  void read(Orphan orphan, String name) throws IOException {
    SpoolFile file = SpoolLayout.parse(orphan.directory(), name);
    if (file == null) {
      orphan.leaveAlone();
      return;
    }
    Path path = orphan.directory().pathOf(file);
    if (storage.size(path) == 0) {
      storage.delete(path); // made ahead, and never used
      return;
    }
    BatchFiles.FoundFile content = files.look(file);
    if (content == null) {
      quarantine.put(orphan.directory(), name);
      return;
    }
    if (content.newer()) {
      orphan.leaveAlone();
      diagnostics.warn(path + " was written by a later version of Flightlog: left as it is", null);
      return;
    }
    take(orphan, file, content, path);
  }

  private void take(Orphan orphan, SpoolFile file, BatchFiles.FoundFile content, Path path)
      throws IOException {
    if (content.damagedBytes() > 0) {
      diagnostics.warn(
          path
              + " is damaged: "
              + content.damagedBytes()
              + " bytes are no whole frame, "
              + (content.lost() > 0 ? content.lost() + " events are lost" : "its tail was cut"),
          null);
    }
    if (content.frames() == 0) {
      if (content.lost() > 0 || content.broken()) {
        quarantine.put(orphan.directory(), path.getFileName().toString());
      } else {
        storage.delete(path);
      }
    }
    counters.adopted((long) content.events() + content.lost());
    if (content.lost() > 0) {
      counters.lost(LossReason.UNREADABLE, content.lost());
    }
    if (content.frames() == 0) {
      return;
    }
    orphan.obituary().found(content);
    file.found(content.first(), content.last(), content.events(), content.size());
    counters.spooled(content.events());
    handOver(orphan, file);
  }

  /** A file of the orphan is to be sent. */
  void handOver(Orphan orphan, SpoolFile file) {
    orphan.directory().fileAdded();
    space.taken(file.bytes(), true);
    found.accept(file);
  }
}
