package io.flightlog.ship;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches that have to be sent again, each with a moment before which it must not. The oldest that
 * is due goes first. Never holds more than the pool owns. Ship agent only.
 */
final class RetryQueue {
  private final List<PendingBatch> oldestFirst = new ArrayList<>();
  private volatile int size;

  void add(PendingBatch pending) {
    int index = oldestFirst.size();
    while (index > 0 && isOlder(pending, oldestFirst.get(index - 1))) {
      index--;
    }
    oldestFirst.add(index, pending);
    size = oldestFirst.size();
  }

  @Nullable PendingBatch pollDue(long now) {
    for (int i = 0; i < oldestFirst.size(); i++) {
      if (oldestFirst.get(i).isDue(now)) {
        PendingBatch due = oldestFirst.remove(i);
        size = oldestFirst.size();
        return due;
      }
    }
    return null;
  }

  /** Any thread. */
  int size() {
    return size;
  }

  private static boolean isOlder(PendingBatch a, PendingBatch b) {
    return a.batch().firstSequence() < b.batch().firstSequence();
  }
}
