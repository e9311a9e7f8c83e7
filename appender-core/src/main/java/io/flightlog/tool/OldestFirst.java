package io.flightlog.tool;

import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.Owner.Holder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of several instances, oldest first: those of each in the order of their sequences, and
 * of the instances' next ones the one that was begun first. One thread.
 */
final class OldestFirst {
  private final BatchFileReader reader;
  private final List<Queue> queues = new ArrayList<>();

  /**
   * @param mayBeInUse whether it may change meanwhile
   */
  record Next(Path path, boolean mayBeInUse) {}

  /** What is left of one instance. */
  private static final class Queue {
    final boolean mayBeInUse;
    final Deque<Path> files;
    long headCreated;

    Queue(boolean mayBeInUse, Deque<Path> files) {
      this.mayBeInUse = mayBeInUse;
      this.files = files;
    }
  }

  OldestFirst(List<FoundInstance> instances, BatchFileReader reader) throws IOException {
    this.reader = reader;
    Holder self = Holder.current();
    for (FoundInstance instance : instances) {
      boolean mayBeInUse = Tenancy.of(instance, self).mayBeInUse();
      Queue queue = new Queue(mayBeInUse, new ArrayDeque<>(instance.files()));
      look(queue);
      queues.add(queue);
    }
  }

  /** Null when none is left. */
  @Nullable Next next() throws IOException {
    Queue oldest = null;
    for (Queue queue : queues) {
      boolean isOlder = oldest == null || queue.headCreated < oldest.headCreated;
      if (!queue.files.isEmpty() && isOlder) {
        oldest = queue;
      }
    }
    if (oldest == null) {
      return null;
    }
    Next next = new Next(oldest.files.remove(), oldest.mayBeInUse);
    look(oldest);
    return next;
  }

  private void look(Queue queue) throws IOException {
    Path head = queue.files.peek();
    queue.headCreated = head == null ? 0 : reader.created(head);
  }
}
