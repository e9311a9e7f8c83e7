package io.flightlog.batch;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;

/** Seals batches as the drain agent would, for tests of what comes after it. */
public final class SealedBatches {
  private final BatchPool pool;
  private final BatchHandoff handoff;
  private final SettledWatermark watermark;
  private long nextSequence;

  public SealedBatches(int poolSize, int batchBytes, int maxEvents) {
    this.pool = new BatchPool(poolSize, batchBytes, maxEvents);
    this.handoff = new BatchHandoff(poolSize);
    this.watermark = new SettledWatermark();
  }

  /** One more batch with that many events, {@code {"n":<sequence>}} each. */
  public void seal(int events) {
    Batch batch = acquire();
    for (int i = 0; i < events; i++) {
      add(batch, "{\"create\":{}}\n{\"n\":" + nextSequence + "}\n");
    }
    handoff.offer(batch);
  }

  /** A batch whose sequences were all counted lost while it was filled. */
  public void sealWithoutPairs(int sequences) {
    Batch batch = acquire();
    for (int i = 0; i < sequences; i++) {
      batch.covers(nextSequence++, 0);
    }
    handoff.offer(batch);
  }

  /** One more batch, of the pairs that the function gives for the numbers from 0. */
  public void sealPairs(int events, IntFunction<String> pair) {
    Batch batch = acquire();
    for (int i = 0; i < events; i++) {
      add(batch, pair.apply(i));
    }
    handoff.offer(batch);
  }

  /** One event whose pair is given. */
  public void sealPair(String pair) {
    Batch batch = acquire();
    add(batch, pair);
    handoff.offer(batch);
  }

  /** That many events and behind them a record about the recorder. */
  public void sealWithRecord(int events) {
    Batch batch = acquire();
    for (int i = 0; i < events; i++) {
      add(batch, "{\"create\":{}}\n{\"n\":" + nextSequence + "}\n");
    }
    byte[] record = "{\"create\":{}}\n{\"record\":true}\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(record, 0, batch.body(), batch.length(), record.length);
    batch.endRecord(batch.length() + record.length);
    handoff.offer(batch);
  }

  /** One more batch, not handed off: of each sequence the function says whether it has a pair. */
  public Batch withHoles(int sequences, LongPredicate hasPair) {
    Batch batch = acquire();
    for (int i = 0; i < sequences; i++) {
      if (hasPair.test(nextSequence)) {
        add(batch, "{\"create\":{}}\n{\"n\":" + nextSequence + "}\n");
      } else {
        batch.covers(nextSequence++, 0);
      }
    }
    return batch;
  }

  /** Whether a batch is free to be filled. */
  public boolean hasRoom() {
    Batch batch = pool.acquire(0);
    if (batch != null) {
      pool.release(batch);
    }
    return batch != null;
  }

  public BatchPool pool() {
    return pool;
  }

  public BatchHandoff handoff() {
    return handoff;
  }

  public SettledWatermark watermark() {
    return watermark;
  }

  /** The highest sequence sealed so far, −1 before the first. */
  public long lastSequence() {
    return nextSequence - 1;
  }

  private Batch acquire() {
    Batch batch = pool.acquire(0);
    if (batch == null) {
      throw new IllegalStateException("all batches are in use");
    }
    return batch;
  }

  private void add(Batch batch, String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    int start = batch.length();
    System.arraycopy(bytes, 0, batch.body(), start, bytes.length);
    batch.covers(nextSequence, 0);
    batch.endEvent(nextSequence, start + bytes.length);
    nextSequence++;
  }
}
