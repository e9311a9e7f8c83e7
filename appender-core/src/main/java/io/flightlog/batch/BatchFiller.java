package io.flightlog.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Fills an empty batch from NDJSON pairs that come in pieces, as a spool reads them: finds where
 * each ends, and its {@code event.sequence}, which every event's document begins with. Takes whole
 * pairs only; the first one without room, and all behind it, are left for another batch. One thread
 * at a time.
 */
public final class BatchFiller {
  private static final byte[] SEQUENCE_NAME =
      "{\"event.sequence\":".getBytes(StandardCharsets.UTF_8);

  private Batch batch;
  private int skip;
  private long offset;
  private long nowNanos;
  private int at;
  private int documentAt;
  private boolean inDocument;
  private boolean full;
  private int taken;

  /** Begins with nothing; {@link #begin} says with what. */
  public BatchFiller(Batch batch) {
    this.batch = batch;
  }

  /**
   * @param target an empty batch, the caller's
   * @param skipPairs pairs that an earlier batch took
   * @param sequenceOffset what to add to {@code event.sequence}
   */
  public void begin(Batch target, int skipPairs, long sequenceOffset, long now) {
    batch = target;
    skip = skipPairs;
    offset = sequenceOffset;
    nowNanos = now;
    at = 0;
    documentAt = 0;
    inDocument = false;
    full = false;
    taken = 0;
  }

  /** The next bytes; the buffer is read to its limit. */
  public void take(ByteBuffer piece) {
    byte[] body = batch.body();
    while (piece.hasRemaining() && !full) {
      byte b = piece.get();
      if (skip == 0) {
        if (at == body.length || batch.isFullOfPairs()) {
          full = true;
          break;
        }
        body[at++] = b;
      }
      if (b == '\n') {
        endLine();
      }
    }
    piece.position(piece.limit());
  }

  private void endLine() {
    if (!inDocument) {
      inDocument = true;
      documentAt = at;
      return;
    }
    inDocument = false;
    taken++;
    if (skip > 0) {
      skip--;
      return;
    }
    long sequence = sequence(batch.body());
    if (sequence < 0) {
      batch.endRecord(at);
    } else {
      batch.covers(sequence + offset, nowNanos);
      batch.endEvent(sequence + offset, at);
    }
  }

  /** Whether there are pairs that found no room. */
  public boolean isFull() {
    return full;
  }

  /** Pairs that were skipped or taken. */
  public int taken() {
    return taken;
  }

  /** Of the document at {@code [documentAt, at)}; −1 when it is a record. */
  private long sequence(byte[] body) {
    int digit = documentAt + SEQUENCE_NAME.length;
    if (digit >= at) {
      return -1;
    }
    for (int i = 0; i < SEQUENCE_NAME.length; i++) {
      if (body[documentAt + i] != SEQUENCE_NAME[i]) {
        return -1;
      }
    }
    long number = 0;
    for (; digit < at && body[digit] >= '0' && body[digit] <= '9'; digit++) {
      number = number * 10 + body[digit] - '0';
    }
    return number;
  }
}
