package io.flightlog.testkit.fake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the items of an NDJSON {@code _bulk} body without parsing its documents: finds line
 * ends eight bytes at a time, and in the action line and at the document's start the few values
 * that a test needs. Values are taken as they stand, between quotes; ids and index names need no
 * escapes.
 */
final class BulkScanner {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';
  private static final byte[] ID = ascii("\"_id\"");
  private static final byte[] INDEX = ascii("\"_index\"");
  private static final byte[] SEQUENCE = ascii("\"event.sequence\":");

  private static final int FIELDS = 6;

  private final byte[] body;
  private int position;
  private int line;
  private int[] found = new int[0];
  private int count;
  private int next = -1;
  private int lineStart;

  /** Where the current item's parts begin and end in the body; an empty part is absent. */
  int idStart;

  int idEnd;
  int indexStart;
  int indexEnd;
  int documentStart;
  int documentEnd;

  BulkScanner(byte[] body) {
    this.body = body;
  }

  /** A body that a server refuses as a whole. */
  static final class MalformedBulkException extends Exception {
    private static final long serialVersionUID = 1;
    final String type;
    final String reason;

    MalformedBulkException(String type, String reason) {
      super(reason);
      this.type = type;
      this.reason = reason;
    }
  }

  /** Goes over all items, and back before the first; they are not looked for again. */
  void check() throws MalformedBulkException {
    while (scan()) {
      if (found.length - count * FIELDS < FIELDS) {
        found = Arrays.copyOf(found, Math.max(FIELDS << 10, found.length * 2));
      }
      int at = count++ * FIELDS;
      found[at] = idStart;
      found[at + 1] = idEnd;
      found[at + 2] = indexStart;
      found[at + 3] = indexEnd;
      found[at + 4] = documentStart;
      found[at + 5] = documentEnd;
    }
    next = 0;
  }

  /** Goes to the next item; false at the end of the body. */
  boolean next() throws MalformedBulkException {
    if (next < 0) {
      return scan();
    }
    if (next == count) {
      return false;
    }
    int at = next++ * FIELDS;
    idStart = found[at];
    idEnd = found[at + 1];
    indexStart = found[at + 2];
    indexEnd = found[at + 3];
    documentStart = found[at + 4];
    documentEnd = found[at + 5];
    return true;
  }

  private boolean scan() throws MalformedBulkException {
    if (position >= body.length) {
      return false;
    }
    int start = position;
    if (!isLikeTheLast(start)) {
      readAction(start);
    }
    lineStart = start;
    line++;
    documentStart = position;
    documentEnd = position;
    if (start + 2 < documentStart - 1 && body[start + 2] != 'd') {
      documentEnd = lineEnd();
      line++;
    }
    return true;
  }

  /**
   * Whether the action line differs from the one before in the last characters of its id only, as a
   * shipper's do; then it is as it was there.
   */
  private boolean isLikeTheLast(int start) {
    int varying = idEnd - NumberedIds.NUMBER_CHARACTERS;
    int length = documentStart - lineStart;
    int shift = start - lineStart;
    if (varying < idStart || varying < indexEnd || start + length > body.length) {
      return false;
    }
    boolean isLike =
        Arrays.equals(body, lineStart, varying, body, start, varying + shift)
            && Arrays.equals(body, idEnd, documentStart, body, idEnd + shift, start + length);
    for (int at = varying + shift; isLike && at < idEnd + shift; at++) {
      isLike = body[at] != '"' && body[at] != '\n';
    }
    if (isLike) {
      idStart += shift;
      idEnd += shift;
      indexStart += indexEnd == 0 ? 0 : shift;
      indexEnd += indexEnd == 0 ? 0 : shift;
      position = start + length;
    }
    return isLike;
  }

  private void readAction(int start) throws MalformedBulkException {
    int end = lineEnd();
    if (body[start] != '{') {
      throw new MalformedBulkException(
          "illegal_argument_exception",
          "Malformed action/metadata line [" + (line + 1) + "], expected START_OBJECT");
    }
    idEnd = idStart = indexEnd = indexStart = 0;
    int id = indexOf(ID, start, end);
    if (id >= 0) {
      idStart = afterQuote(id + ID.length, end);
      idEnd = quote(idStart, end);
    }
    int index = indexOf(INDEX, start, end);
    if (index >= 0) {
      indexStart = afterQuote(index + INDEX.length, end);
      indexEnd = quote(indexStart, end);
    }
  }

  /** The body that the positions refer to. */
  byte[] body() {
    return body;
  }

  boolean hasId() {
    return idEnd > idStart;
  }

  String id() {
    return text(idStart, idEnd);
  }

  String index() {
    return text(indexStart, indexEnd);
  }

  String text(int start, int end) {
    return new String(body, start, end - start, StandardCharsets.UTF_8);
  }

  /** The document's {@code event.sequence}, or -1 if it has none. Flightlog writes it first. */
  long sequence() {
    int at = startsWith(SEQUENCE, documentStart + 1) ? documentStart + 1 : -1;
    if (at < 0) {
      at = indexOf(SEQUENCE, documentStart, documentEnd);
    }
    if (at < 0) {
      return -1;
    }
    long sequence = 0;
    int digit = at + SEQUENCE.length;
    for (; digit < documentEnd && body[digit] >= '0' && body[digit] <= '9'; digit++) {
      sequence = sequence * 10 + body[digit] - '0';
    }
    return digit == at + SEQUENCE.length ? -1 : sequence;
  }

  /** 64 bits of hash over index and id: two of a million ids collide once in 40 million runs. */
  long hash() {
    return hash(hash(0x9E3779B97F4A7C15L, indexStart, indexEnd), idStart, idEnd);
  }

  private long hash(long seed, int start, int end) {
    long hash = seed;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(body, at));
    }
    long rest = (long) end - start;
    for (; at < end; at++) {
      rest = rest << 8 | (body[at] & 0xff);
    }
    return mixed(hash ^ rest);
  }

  /** The finalizer of MurmurHash3. */
  private static long mixed(long value) {
    long hash = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** Moves behind the line that begins here, and returns the position of its newline. */
  private int lineEnd() throws MalformedBulkException {
    int at = position;
    for (; at + Long.BYTES <= body.length; at += Long.BYTES) {
      long word = (long) LONGS.get(body, at) ^ NEWLINES;
      long found = (word - ONES) & ~word & HIGH_BITS;
      if (found != 0) {
        at += Long.numberOfTrailingZeros(found) >>> 3;
        position = at + 1;
        return at;
      }
    }
    for (; at < body.length; at++) {
      if (body[at] == '\n') {
        position = at + 1;
        return at;
      }
    }
    throw new MalformedBulkException(
        "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]");
  }

  private int afterQuote(int from, int end) {
    return Math.min(end, quote(from, end) + 1);
  }

  private int quote(int from, int end) {
    int at = from;
    while (at < end && body[at] != '"') {
      at++;
    }
    return at;
  }

  private int indexOf(byte[] text, int from, int to) {
    for (int at = from; at <= to - text.length; at++) {
      if (body[at] == text[0] && startsWith(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean startsWith(byte[] text, int at) {
    if (at + text.length > body.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (body[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
