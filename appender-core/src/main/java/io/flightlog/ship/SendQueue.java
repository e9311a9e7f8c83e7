package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchHandoff;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Batches in memory that wait for a request: those to be sent again, oldest first, then fresh ones
 * and those that came back from the disk, in turn, so that neither holds the other up. Ship agent
 * only.
 */
final class SendQueue {
  private final BatchHandoff in;
  private final RetryQueue retries;
  private final Deque<PendingBatch> fresh = new ArrayDeque<>();
  private boolean replayIsNext;

  SendQueue(BatchHandoff in, RetryQueue retries) {
    this.in = in;
    this.retries = retries;
  }

  /** Takes over what was handed off. */
  void takeIn(long now) {
    for (Batch batch = in.poll(); batch != null; batch = in.poll()) {
      fresh.add(new PendingBatch(batch, now));
    }
  }

  /** How long batches may be filled while nothing can be sent. */
  void patience(long nanos) {
    in.patience(nanos);
  }

  /**
   * What may leave now, or null; from here on the caller's.
   *
   * @param isProbe whether it is sent to find out if anything is taken
   */
  @Nullable PendingBatch poll(long now, boolean isProbe, Spooling spooling) {
    boolean others = !fresh.isEmpty() || spooling.hasLoaded();
    PendingBatch again = isProbe ? retries.pollForProbe(now, others) : retries.pollDue(now);
    if (again != null) {
      return again;
    }
    boolean replay = spooling.hasLoaded() && (replayIsNext || fresh.isEmpty());
    replayIsNext = !replay;
    return replay ? spooling.pollLoaded() : fresh.poll();
  }

  int size() {
    return in.size() + fresh.size() + retries.size();
  }

  void forEach(Consumer<PendingBatch> visitor) {
    retries.forEach(visitor);
    fresh.forEach(visitor);
  }

  /** Takes one out; false when it is not here. */
  boolean takeOut(PendingBatch pending) {
    return fresh.remove(pending) || retries.remove(pending);
  }
}
