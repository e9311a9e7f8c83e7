package io.flightlog.tool;

import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.FileReport;
import io.flightlog.spool.FoundInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that wait in one instance's directory, summed up. Immutable.
 *
 * @param oldestMillis when the oldest was begun; 0 when there is none, or none tells
 * @param first {@code event.sequence} of the first event
 * @param last of the last one; less than {@code first} when there is none
 */
record InstanceContent(
    List<FileReport> files, long events, long bytes, long oldestMillis, long first, long last) {

  /** By a glance at each file: what it says of itself, not whether that is so. */
  static InstanceContent glance(FoundInstance instance, BatchFileReader reader) throws IOException {
    List<FileReport> files = new ArrayList<>();
    for (Path file : instance.files()) {
      FileReport report = reader.glance(file);
      if (report.isWaiting()) {
        files.add(report);
      }
    }
    return of(files);
  }

  private static InstanceContent of(List<FileReport> files) {
    long events = 0;
    long bytes = 0;
    long oldest = 0;
    long first = Long.MAX_VALUE;
    long last = -1;
    for (FileReport file : files) {
      events += file.events();
      bytes += file.size();
      long created = file.createdMillis();
      oldest = created > 0 && (oldest == 0 || created < oldest) ? created : oldest;
      if (file.hasEvents()) {
        first = Math.min(first, file.first());
        last = Math.max(last, file.last());
      }
    }
    return new InstanceContent(List.copyOf(files), events, bytes, oldest, first, last);
  }
}
