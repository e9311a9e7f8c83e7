package io.flightlog.ship;

import io.flightlog.spool.SpoolFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits on the disk only, to be sent oldest first: the files of dead instances in the order
 * found, then our own by sequence. A batch that has been through something waits with its history,
 * and with a moment before which it must not be tried. Ship agent only.
 */
final class Backlog {
  /** One of the two: a file, or a batch that gave up its memory. */
  record Entry(SpoolFile file, @Nullable PendingBatch history) {}

  private final Deque<SpoolFile> adopted = new ArrayDeque<>();
  private final PriorityQueue<SpoolFile> own =
      new PriorityQueue<>(Comparator.comparingLong(SpoolFile::firstSequence));
  private final List<PendingBatch> withHistory = new ArrayList<>();
  private final List<Postponed> postponed = new ArrayList<>();

  private record Postponed(Entry entry, long notBefore) {}

  void add(SpoolFile file) {
    if (file.isAdopted()) {
      adopted.add(file);
    } else {
      own.add(file);
    }
  }

  /** The rest of a file that was read in part comes before everything else. */
  void addFirst(SpoolFile file) {
    adopted.addFirst(file);
  }

  void add(PendingBatch pending) {
    withHistory.add(pending);
  }

  /** It could not be read; another try is due at that moment. */
  void postpone(Entry entry, long notBefore) {
    postponed.add(new Postponed(entry, notBefore));
  }

  /** Null when nothing is due. */
  @Nullable Entry poll(long now) {
    for (int i = 0; i < postponed.size(); i++) {
      if (now - postponed.get(i).notBefore() >= 0) {
        return postponed.remove(i).entry();
      }
    }
    for (int i = 0; i < withHistory.size(); i++) {
      PendingBatch pending = withHistory.get(i);
      SpoolFile file = pending.file();
      if (pending.isDue(now) && file != null) {
        withHistory.remove(i);
        return new Entry(file, pending);
      }
    }
    SpoolFile file = adopted.isEmpty() ? own.poll() : adopted.poll();
    return file == null ? null : new Entry(file, null);
  }

  int size() {
    return adopted.size() + own.size() + withHistory.size() + postponed.size();
  }
}
