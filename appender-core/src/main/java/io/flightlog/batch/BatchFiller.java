package io.flightlog.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Fills an empty batch from NDJSON pairs that come in pieces, as a spool reads them: finds where
 * each ends, and its {@code event.sequence}, which every event's document begins with. Takes whole
 * pairs only; the first one without room, and all behind it, are left for another batch, but one
 * that no batch has room for is passed over. One thread at a time.
 */
public final class BatchFiller {
  private static final byte[] SEQUENCE_NAME =
      "{\"event.sequence\":".getBytes(StandardCharsets.UTF_8);

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * LOWEST_BITS;

  private Batch batch;
  private int skip;
  private long offset;
  private long nowNanos;
  private int at;
  private int documentAt;
  private boolean inPair;
  private boolean inDocument;
  private boolean tooLarge;
  private boolean full;
  private int taken;
  private int passedOver;

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
    inPair = false;
    inDocument = false;
    tooLarge = false;
    full = false;
    taken = 0;
    passedOver = 0;
  }

  /** The next bytes; the buffer is read to its limit. */
  public void take(ByteBuffer piece) {
    while (piece.hasRemaining() && !full) {
      inPair = true;
      if (skip > 0 || tooLarge) {
        passLine(piece);
      } else if (batch.isFullOfPairs()) {
        full = true;
      } else if (at < batch.body().length) {
        keep(piece);
      } else if (batch.pairCount() > 0) {
        full = true; // an empty batch may have room
      } else {
        tooLarge = true;
      }
    }
    piece.position(piece.limit());
  }

  private void passLine(ByteBuffer piece) {
    while (piece.hasRemaining()) {
      if (piece.get() == '\n') {
        endLine();
        return;
      }
    }
  }

  /** Copies as much as there is room for, then looks where lines end: much faster than by byte. */
  private void keep(ByteBuffer piece) {
    byte[] body = batch.body();
    int end = at + Math.min(piece.remaining(), body.length - at);
    piece.get(body, at, end - at);
    while (at < end) {
      if (batch.isFullOfPairs()) {
        full = true;
        return;
      }
      inPair = true;
      int newline = newline(body, at, end);
      at = Math.min(newline + 1, end);
      if (newline < end) {
        endLine();
      }
    }
  }

  /** Where the first one is, or {@code to}; eight bytes at a time. */
  private static int newline(byte[] body, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long zeroWhereNewline = (long) WORDS.get(body, i) ^ NEWLINES;
      long marks = (zeroWhereNewline - LOWEST_BITS) & ~zeroWhereNewline & HIGHEST_BITS;
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (i < to && body[i] != '\n') {
      i++;
    }
    return i;
  }

  private void endLine() {
    if (!inDocument) {
      inDocument = true;
      documentAt = at;
      return;
    }
    taken++;
    boolean wasTooLarge = tooLarge;
    passedOver += wasTooLarge ? 1 : 0;
    if (skip > 0) {
      skip--;
    } else if (!wasTooLarge) {
      endPair();
    }
    startPair();
  }

  private void startPair() {
    inPair = false;
    inDocument = false;
    tooLarge = false;
    at = batch.length();
  }

  private void endPair() {
    long sequence = sequence(batch.body());
    if (sequence < 0) {
      batch.endRecord(at);
    } else {
      batch.covers(sequence + offset, nowNanos);
      batch.endEvent(sequence + offset, at);
    }
  }

  /**
   * A frame ends, and the next bytes begin a pair: what was begun and not ended is none.
   *
   * @return whether it ended with a pair
   */
  public boolean endFrame() {
    boolean ended = full || !inPair;
    if (!full) {
      startPair();
    }
    return ended;
  }

  /** Whether there are pairs that found no room. */
  public boolean isFull() {
    return full;
  }

  /** Pairs that no batch of this size has room for. */
  public int passedOver() {
    return passedOver;
  }

  /** Pairs that were skipped, taken or passed over. */
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
    int start = digit;
    long number = 0;
    for (; digit < at && body[digit] >= '0' && body[digit] <= '9'; digit++) {
      number = number * 10 + body[digit] - '0';
    }
    return digit == start ? -1 : number;
  }
}
