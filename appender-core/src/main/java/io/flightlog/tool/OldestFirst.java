package io.flightlog.tool;

import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.FileReport;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.Owner.Holder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of several instances, oldest first: those of each in the order of their sequences, and
 * of the instances' next ones the one that was begun first. One thread.
 */
final class OldestFirst {
  private final List<Queue> queues = new ArrayList<>();

  /**
   * @param mayBeInUse whether it may change meanwhile
   */
  record Next(Path path, boolean mayBeInUse) {}

  private record File(Path path, long created, long first) {}

  /** What is left of one instance. */
  private record Queue(boolean mayBeInUse, Deque<File> files) {
    long created() {
      File head = files.peek();
      return head == null ? Long.MAX_VALUE : head.created();
    }
  }

  OldestFirst(List<FoundInstance> instances, BatchFileReader reader) throws IOException {
    Holder self = Holder.current();
    for (FoundInstance instance : instances) {
      boolean mayBeInUse = Tenancy.of(instance, self).mayBeInUse();
      List<File> files = new ArrayList<>();
      for (Path path : instance.files()) {
        FileReport beginning = reader.beginning(path);
        files.add(new File(path, beginning.createdMillis(), beginning.first()));
      }
      // a journal file is named before it is known what it will begin with
      files.sort(Comparator.comparingLong(File::first).thenComparing(File::path));
      queues.add(new Queue(mayBeInUse, new ArrayDeque<>(files)));
    }
  }

  /** Null when none is left. */
  @Nullable Next next() {
    Queue oldest = queues.stream().min(Comparator.comparingLong(Queue::created)).orElse(null);
    File file = oldest == null ? null : oldest.files().poll();
    return oldest == null || file == null ? null : new Next(file.path(), oldest.mayBeInUse());
  }
}
