package io.flightlog.batch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * All the batches there are. An empty pool is the only thing that holds the drain agent back: then
 * the ring fills, and {@code Admission} decides. Batches are allocated when first needed and kept.
 * Any thread.
 */
public final class BatchPool {
  private final ArrayBlockingQueue<Batch> free;
  private final AtomicReferenceArray<@Nullable Batch> all;
  private final int batchBytes;
  private final int maxEvents;
  private volatile int allocated;

  public BatchPool(int size, int batchBytes, int maxEvents) {
    this.free = new ArrayBlockingQueue<>(size);
    this.all = new AtomicReferenceArray<>(size);
    this.batchBytes = batchBytes;
    this.maxEvents = maxEvents;
  }

  /** An empty batch, now the caller's, or null when all are in use. Drain agent only. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // the drain agent alone writes it
  public @Nullable Batch acquire() {
    Batch batch = free.poll();
    if (batch == null && allocated < all.length()) {
      batch = new Batch(batchBytes, maxEvents);
      all.set(allocated, batch);
      allocated++;
    }
    return batch;
  }

  /** Gives a batch back, whatever it holds; the caller must not touch it again. */
  public void release(Batch batch) {
    batch.clear();
    if (!free.offer(batch)) {
      throw new IllegalStateException("batch was released twice");
    }
  }

  /** How many batches there may be. */
  public int size() {
    return all.length();
  }

  /** Bytes of one batch's body. */
  public int batchBytes() {
    return batchBytes;
  }

  /** Events in all batches, wherever they are; exact when nothing moves. */
  public long residentEvents() {
    long events = 0;
    for (int i = 0; i < allocated; i++) {
      Batch batch = all.get(i);
      events += batch == null ? 0 : batch.eventCount();
    }
    return events;
  }
}
