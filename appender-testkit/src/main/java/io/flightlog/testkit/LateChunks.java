package io.flightlog.testkit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way through a proxy, in order, each held until its delay is over or all delays are
 * lifted. One thread puts, one takes, any other may lift or abort.
 */
final class LateChunks {

  private record Chunk(ByteBuffer bytes, long dueNanos) {}

  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private boolean ended;

  /** Copies the first {@code length} bytes. */
  synchronized void put(byte[] bytes, int length, Duration delay) {
    if (!ended) {
      chunks.add(
          new Chunk(
              ByteBuffer.wrap(Arrays.copyOf(bytes, length)), System.nanoTime() + delay.toNanos()));
      notifyAll();
    }
  }

  /** What is held now is due now. */
  synchronized void lift() {
    long now = System.nanoTime();
    List<Chunk> held = List.copyOf(chunks);
    chunks.clear();
    held.forEach(chunk -> chunks.add(new Chunk(chunk.bytes(), now)));
    notifyAll();
  }

  /** Nothing more will be put; what is held is still to come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing more will come, not even what is held. */
  synchronized void abort() {
    chunks.clear();
    end();
  }

  /** Waits for the next chunk to be due; null when there will be none. */
  synchronized byte @Nullable [] take() throws InterruptedException {
    while (true) {
      Chunk first = chunks.peek();
      if (first == null && ended) {
        return null;
      }
      if (first == null) {
        wait();
        continue;
      }
      long left = first.dueNanos() - System.nanoTime();
      if (left <= 0) {
        chunks.remove();
        return first.bytes().array();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
