package io.flightlog.batch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * All the batches there are. An empty pool is the only thing that holds the drain agent back: then
 * the ring fills, and {@code Admission} decides. One batch may be reserved for what comes back from
 * a disk, so that a full pool cannot keep it there. Batches are allocated when first needed and
 * kept. Any thread.
 */
public final class BatchPool {
  private static final long NOT_STARVED = Long.MIN_VALUE;

  private final ArrayBlockingQueue<Batch> free;
  private final AtomicReferenceArray<@Nullable Batch> all;
  private final int batchBytes;
  private final int maxEvents;
  private final AtomicInteger allocated = new AtomicInteger();
  private final @Nullable Batch reserved;
  private boolean reservedIsOut;
  private volatile long starvedSince = NOT_STARVED;

  public BatchPool(int size, int batchBytes, int maxEvents) {
    this(size, batchBytes, maxEvents, false);
  }

  /**
   * @param size batches for fresh events
   * @param withReserve whether there is one more, for {@link #acquireForReplay}
   */
  public BatchPool(int size, int batchBytes, int maxEvents, boolean withReserve) {
    this.free = new ArrayBlockingQueue<>(size);
    this.all = new AtomicReferenceArray<>(size);
    this.batchBytes = batchBytes;
    this.maxEvents = maxEvents;
    this.reserved = withReserve ? new Batch(0, maxEvents) : null;
  }

  /** An empty batch, now the caller's, or null when all are in use. Drain agent only. */
  public @Nullable Batch acquire(long now) {
    Batch batch = take();
    if (batch != null) {
      starvedSince = NOT_STARVED;
    } else if (starvedSince == NOT_STARVED) {
      starvedSince = now;
    }
    return batch;
  }

  /**
   * An empty batch for events from a disk: the reserved one, else one of the others as long as more
   * than half of those are free. Ship agent only.
   */
  public @Nullable Batch acquireForReplay() {
    Batch spare = reserved;
    if (spare != null && !reservedIsOut) {
      reservedIsOut = true;
      spare.ensureBody(batchBytes);
      return spare;
    }
    int available = free.size() + all.length() - allocated.get();
    return available > all.length() / 2 ? take() : null;
  }

  /** Whether it is the one that is of no use to the drain agent. */
  public boolean isReserve(Batch batch) {
    return batch == reserved;
  }

  private @Nullable Batch take() {
    Batch batch = free.poll();
    if (batch != null) {
      return batch;
    }
    int index = allocated.get();
    while (index < all.length()) {
      if (allocated.compareAndSet(index, index + 1)) {
        Batch made = new Batch(batchBytes, maxEvents);
        all.set(index, made);
        return made;
      }
      index = allocated.get();
    }
    return null;
  }

  /** Gives a batch back, whatever it holds; the caller must not touch it again. Ship agent only. */
  public void release(Batch batch) {
    batch.clear();
    if (batch == reserved) {
      reservedIsOut = false;
    } else if (!free.offer(batch)) {
      throw new IllegalStateException("batch was released twice");
    }
  }

  /** Whether the drain agent would find one. Any thread. */
  public boolean hasFree() {
    return !free.isEmpty() || allocated.get() < all.length();
  }

  /** Whether the drain agent has gone without a batch for at least so long. Any thread. */
  public boolean isStarvedFor(long nanos, long now) {
    long since = starvedSince;
    return since != NOT_STARVED && now - since >= nanos;
  }

  /** How many batches there may be for fresh events. */
  public int size() {
    return all.length();
  }

  /** Bytes of one batch's body. */
  public int batchBytes() {
    return batchBytes;
  }

  /** Events in all batches, wherever they are; exact when nothing moves. */
  public long residentEvents() {
    long events = reserved == null ? 0 : reserved.eventCount();
    for (int i = 0; i < allocated.get(); i++) {
      Batch batch = all.get(i);
      events += batch == null ? 0 : batch.eventCount();
    }
    return events;
  }
}
