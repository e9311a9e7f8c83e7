package io.flightlog.batch;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sealed batches on their way from the drain agent to the ship agent, oldest first. Holds as many
 * as the pool owns, so it never refuses: only an empty pool pushes back.
 */
public final class BatchHandoff {
  private final ArrayBlockingQueue<Batch> sealed;
  private volatile Runnable shipWaker = () -> {};
  private volatile long patienceNanos;

  public BatchHandoff(int poolSize) {
    this.sealed = new ArrayBlockingQueue<>(poolSize);
  }

  /**
   * @param shipAgent what to call, on the drain agent's thread, when a step of the ship agent has
   *     something to do
   */
  public void wakes(Runnable shipAgent) {
    shipWaker = shipAgent;
  }

  /** Hands a sealed batch over; from here on it is the ship agent's. Drain agent only. */
  void offer(Batch batch) {
    if (!sealed.offer(batch)) {
      throw new IllegalStateException("more batches were handed off than the pool owns");
    }
    shipWaker.run();
  }

  /** The drain agent finds no buffer any more: only the ship agent can free one. */
  void starves() {
    shipWaker.run();
  }

  /** The oldest sealed batch, now the caller's, or null. Ship agent only. */
  public @Nullable Batch poll() {
    return sealed.poll();
  }

  /**
   * How long a batch may be filled at least, because nothing can be sent anyway: fewer and larger
   * ones then wait. Ship agent only.
   */
  public void patience(long nanos) {
    patienceNanos = nanos;
  }

  long patience() {
    return patienceNanos;
  }

  /** Batches that wait. Any thread. */
  public int size() {
    return sealed.size();
  }
}
