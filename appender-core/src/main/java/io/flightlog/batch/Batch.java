package io.flightlog.batch;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One NDJSON {@code _bulk} body and where its pairs of lines end, action and document. A pair is an
 * event, or a record about the recorder itself, which has no sequence and is no event in any
 * counter. Owned by exactly one agent at a time; {@link #eventCount()} alone may be read by any
 * thread, for statistics. The buffers are allocated once and reused.
 */
public final class Batch {
  /** What {@link #sequence} says of a pair that is a record about the recorder. */
  public static final long RECORD = -1;

  private byte[] body;
  private final int maxEvents;
  private int[] ends;
  private long[] sequences;
  private int length;
  private int pairCount;
  private volatile int eventCount;
  private long firstSequence = -1;
  private long lastSequence = -1;
  private long openedAtNanos;
  private @Nullable Origin origin;
  private @Nullable BatchCopy copy;

  Batch(int capacity, int maxEvents) {
    this.body = new byte[capacity];
    this.maxEvents = maxEvents;
    int expected = Math.min(maxEvents, 1024);
    this.ends = new int[expected];
    this.sequences = new long[expected];
  }

  /**
   * Bytes {@code [0, length())} are complete pairs of lines. The array is the batch's own: read
   * only.
   */
  public byte[] body() {
    return body;
  }

  public int length() {
    return length;
  }

  /** Pairs in the body: the items of a request. */
  public int pairCount() {
    return pairCount;
  }

  /** Those of them that are events. */
  public int eventCount() {
    return eventCount;
  }

  /** Where pair {@code index} begins in the body. */
  public int pairStart(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** Where pair {@code index} ends in the body, exclusive. */
  public int pairEnd(int index) {
    return ends[index];
  }

  /** The {@code event.sequence} of pair {@code index}, or {@link #RECORD}. */
  public long sequence(int index) {
    return sequences[index];
  }

  /**
   * The first of the contiguous sequences that this batch stands for, −1 when it stands for none.
   */
  public long firstSequence() {
    return firstSequence;
  }

  /**
   * The last of them. Some between may have no pair in the body: they were counted lost when they
   * were drained.
   */
  public long lastSequence() {
    return lastSequence;
  }

  /**
   * Compacts in place: only pairs whose index is set stay, in order. The range of sequences stays
   * as it is.
   */
  public void retain(BitSet keep) {
    int kept = 0;
    int events = 0;
    int target = 0;
    int start = 0;
    for (int i = 0; i < pairCount; i++) {
      int end = ends[i];
      if (keep.get(i)) {
        System.arraycopy(body, start, body, target, end - start);
        target += end - start;
        ends[kept] = target;
        sequences[kept] = sequences[i];
        events += sequences[i] == RECORD ? 0 : 1;
        kept++;
      }
      start = end;
    }
    length = target;
    pairCount = kept;
    eventCount = events;
  }

  /** Puts the first pair behind the last, in place. The range of sequences stays as it is. */
  public void moveFirstToEnd() {
    int moved = ends[0];
    long sequence = sequences[0];
    reverse(0, moved);
    reverse(moved, length);
    reverse(0, length);
    for (int i = 1; i < pairCount; i++) {
      ends[i - 1] = ends[i] - moved;
      sequences[i - 1] = sequences[i];
    }
    ends[pairCount - 1] = length;
    sequences[pairCount - 1] = sequence;
  }

  private void reverse(int from, int to) {
    for (int low = from, high = to - 1; low < high; low++, high--) {
      byte lowest = body[low];
      body[low] = body[high];
      body[high] = lowest;
    }
  }

  /** Writes another pair in the place of one. */
  @FunctionalInterface
  public interface PairEditor {
    /**
     * Puts a complete pair at {@code target[offset …)}, at most up to {@code limit}; the pair as it
     * was is {@code body[start, end)}.
     *
     * @return the offset behind it
     */
    int write(int index, byte[] body, int start, int end, byte[] target, int offset, int limit);
  }

  /**
   * Replaces the pairs whose index is set; sequences and order stay. The editor may use what room
   * the others leave.
   *
   * @param scratch as long as the body, which it becomes
   * @return the old body, for the next call
   */
  public byte[] edit(BitSet which, byte[] scratch, PairEditor editor) {
    int target = 0;
    int start = 0;
    int pairs = pairCount();
    for (int i = 0; i < pairs; i++) {
      int end = ends[i];
      if (which.get(i)) {
        int limit = scratch.length - (length - end);
        target = editor.write(i, body, start, end, scratch, target, limit);
      } else {
        System.arraycopy(body, start, scratch, target, end - start);
        target += end - start;
      }
      ends[i] = target;
      start = end;
    }
    byte[] old = body;
    body = scratch;
    length = target;
    return old;
  }

  /** Whether it stands for no sequence yet. */
  boolean isEmpty() {
    return firstSequence < 0;
  }

  /** Whether another sequence, with a pair of at most this many bytes, fits. */
  boolean hasRoomFor(int bytes) {
    boolean rangeIsFull = firstSequence >= 0 && lastSequence - firstSequence + 1 >= maxEvents;
    return !rangeIsFull && body.length - length >= bytes;
  }

  /** Counts a drained sequence as this batch's, whether or not a pair follows. */
  void covers(long sequence, long nowNanos) {
    if (firstSequence < 0) {
      firstSequence = sequence;
      openedAtNanos = nowNanos;
    }
    lastSequence = sequence;
  }

  /** When the first sequence came in, on the pipeline's clock; only when it stands for any. */
  public long openedAtNanos() {
    return openedAtNanos;
  }

  /** Whose events it was filled with; null for what was read back from a disk. */
  public @Nullable Origin origin() {
    return origin;
  }

  void belongsTo(Origin newOrigin) {
    origin = newOrigin;
  }

  /** What its journal made of it, if there is one. */
  public @Nullable BatchCopy copy() {
    return copy;
  }

  /** For its journal, while it is being filled. */
  public void keepCopy(BatchCopy made) {
    copy = made;
  }

  /** For a batch that was made without a body. */
  void ensureBody(int capacity) {
    if (body.length < capacity) {
      body = new byte[capacity];
    }
  }

  /** The range that it stood for when it was written, holes at its ends included. */
  public void standsFor(long first, long last, long nowNanos) {
    firstSequence = first;
    lastSequence = last;
    openedAtNanos = nowNanos;
  }

  /** Whether another pair would be more than any batch has: all events and a record. */
  boolean isFullOfPairs() {
    return pairCount > maxEvents;
  }

  /** Ends the pair whose bytes the framer has put at {@code [length(), end)}. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // the owner alone writes it
  void endEvent(long sequence, int end) {
    endPair(sequence, end);
    eventCount++;
  }

  /** As {@link #endEvent}, for a record: it stands for no sequence. */
  void endRecord(int end) {
    endPair(RECORD, end);
  }

  private void endPair(long sequence, int end) {
    int index = pairCount;
    if (index == ends.length) {
      int grown = Math.max(index + 1, Math.min(maxEvents, index * 2));
      ends = Arrays.copyOf(ends, grown);
      sequences = Arrays.copyOf(sequences, grown);
    }
    ends[index] = end;
    sequences[index] = sequence;
    length = end;
    pairCount = index + 1;
  }

  void clear() {
    length = 0;
    pairCount = 0;
    eventCount = 0;
    firstSequence = -1;
    lastSequence = -1;
    origin = null;
    copy = null;
  }
}
