package io.flightlog.ship;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  /** The oldest that is due; null when none is. */
  @Nullable PendingBatch pollDue(long now) {
    for (int i = 0; i < oldestFirst.size(); i++) {
      if (oldestFirst.get(i).isDue(now)) {
        return remove(i);
      }
    }
    return null;
  }

  /**
   * Of those that are due the one that was turned away least often, so that a batch which is itself
   * the trouble cannot be every probe.
   *
   * @param others whether there are batches elsewhere that were never turned away
   */
  @Nullable PendingBatch pollForProbe(long now, boolean others) {
    int best = -1;
    for (int i = 0; i < oldestFirst.size(); i++) {
      PendingBatch pending = oldestFirst.get(i);
      boolean better =
          best < 0
              || pending.setbacks().partialTries()
                  < oldestFirst.get(best).setbacks().partialTries();
      if (pending.isDue(now) && better) {
        best = i;
      }
    }
    if (best < 0 || (others && oldestFirst.get(best).setbacks().partialTries() > 0)) {
      return null;
    }
    return remove(best);
  }

  /** Oldest first. */
  void forEach(Consumer<PendingBatch> visitor) {
    oldestFirst.forEach(visitor);
  }

  /** Takes one out; false when it is not here. */
  boolean remove(PendingBatch pending) {
    int index = oldestFirst.indexOf(pending);
    if (index >= 0) {
      remove(index);
    }
    return index >= 0;
  }

  private PendingBatch remove(int index) {
    PendingBatch pending = oldestFirst.remove(index);
    size = oldestFirst.size();
    return pending;
  }

  /** Any thread. */
  int size() {
    return size;
  }

  private static boolean isOlder(PendingBatch a, PendingBatch b) {
    return a.firstSequence() < b.firstSequence();
  }
}
