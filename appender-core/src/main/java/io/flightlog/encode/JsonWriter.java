package io.flightlog.encode;

import java.util.Arrays;

/**
 * The members of one JSON object as UTF-8 bytes on one line, never longer than its bound. Each
 * method writes one whole member or nothing: a text that is too long is cut and ends in {@code …};
 * what does not fit even so is left out and counted. Names come pre-encoded by {@link #name}. One
 * caller at a time; allocates only to grow.
 */
final class JsonWriter {
  private static final int LONGEST_DOUBLE = 26;
  private static final int NO_ARRAY = -1;

  private final int maxBytes;
  private final JsonBuffer out;
  private final BoundedText text;
  private final StringBuilder digits = new StringBuilder(LONGEST_DOUBLE);
  private int limit;
  private int complete;
  private int arrayEnd = NO_ARRAY;
  private int omitted;
  private boolean cut;

  JsonWriter(int initialBytes, int maxBytes) {
    this.maxBytes = maxBytes;
    this.limit = maxBytes;
    this.out = new JsonBuffer(initialBytes, maxBytes);
    this.text = new BoundedText(out);
  }

  /** Encodes a member's name for the methods below: comma, quoted name, colon. */
  static byte[] name(String name) {
    int bound = name.length() * JsonText.MAX_BYTES;
    JsonBuffer encoded = new JsonBuffer(name.length() + 4, bound + 4);
    encoded.put((byte) ',');
    encoded.put((byte) '"');
    encoded.put(name, 0, name.length(), bound + 2);
    encoded.ensure(2);
    encoded.put((byte) '"');
    encoded.put((byte) ':');
    return Arrays.copyOf(encoded.bytes, encoded.length);
  }

  void reset() {
    out.length = 0;
    complete = 0;
    arrayEnd = NO_ARRAY;
    omitted = 0;
    cut = false;
    limit = maxBytes;
  }

  /** Keeps the last {@code tail} bytes of the bound free until told otherwise. */
  void reserve(int tail) {
    limit = maxBytes - tail;
  }

  byte[] bytes() {
    return out.bytes;
  }

  int length() {
    return out.length;
  }

  /** Members left out for lack of room since {@link #reset}. */
  int omitted() {
    return omitted;
  }

  /** Whether a text was cut since {@link #reset}. */
  boolean cut() {
    return cut;
  }

  /** Drops what an exception left of a member. */
  void rollback() {
    out.length = complete;
    if (arrayEnd == complete) {
      out.bytes[complete - 1] = ']';
    }
  }

  /** Gives a grown buffer back to the collector; the contents are lost. */
  void trim(int atMost) {
    out.trim(atMost);
    reset();
  }

  /** Writes a whole member that begins with a comma, as {@link #copySince} returned it. */
  boolean member(byte[] member, int size) {
    int skip = out.length == 0 ? 1 : 0;
    if (limit - out.length < size - skip) {
      omitted++;
      return false;
    }
    out.put(member, skip, size);
    complete = out.length;
    return true;
  }

  /**
   * Copies the members written since {@code start} into {@code target}, with a leading comma.
   *
   * @return their size, or 0 when they do not fit there
   */
  int copySince(int start, byte[] target) {
    int skip = start == 0 ? 1 : 0;
    int size = complete - start + skip;
    if (size > target.length) {
      return 0;
    }
    target[0] = ',';
    System.arraycopy(out.bytes, start, target, skip, complete - start);
    return size;
  }

  boolean number(byte[] name, long value) {
    if (!open(name, Digits.MAX_LONG_BYTES)) {
      return false;
    }
    out.put(value);
    complete = out.length;
    return true;
  }

  /** JSON has no NaN and no infinity: for those nothing is written, and false returned. */
  boolean number(byte[] name, double value) {
    long whole = (long) value;
    if (value == whole && whole != 0 && Math.abs(whole) < 1L << 53) {
      return number(name, whole);
    }
    if (!Double.isFinite(value)) {
      return false;
    }
    digits.setLength(0);
    digits.append(value);
    if (!open(name, LONGEST_DOUBLE)) {
      return false;
    }
    out.put(digits, 0, digits.length(), limit);
    complete = out.length;
    return true;
  }

  /** Writes a text member of at most {@code maxBytes} between its quotes, escapes counted. */
  boolean text(byte[] name, String value, int maxBytes) {
    if (!openText(name, maxBytes)) {
      return false;
    }
    text.append(value);
    return closeText();
  }

  /** As above, for a value that may be no {@code String}. */
  boolean text(byte[] name, CharSequence value, int maxBytes) {
    if (value instanceof String string) {
      return text(name, string, maxBytes);
    }
    if (!openText(name, maxBytes)) {
      return false;
    }
    text.append(value);
    return closeText();
  }

  /** Begins a text member that is appended to in pieces; false when there is no room for it. */
  boolean openText(byte[] name, int maxBytes) {
    if (!open(name, 2)) {
      return false;
    }
    text.open(maxBytes, limit);
    return true;
  }

  /** Appends to the open text; false once it is full and the rest is not needed. */
  boolean append(String piece) {
    return text.append(piece);
  }

  /** Ends the open text. When it was cut and not even the mark fits, the member is left out. */
  boolean closeText() {
    if (!text.close()) {
      rollback();
      omitted++;
      return false;
    }
    cut |= text.isCut();
    complete = out.length;
    return true;
  }

  /**
   * Appends a text to the array {@code name}, which is written at its first element. Only the last
   * member can grow: after another one, an element is left out and counted.
   */
  boolean element(byte[] name, String value, int maxBytes) {
    boolean first = arrayEnd == NO_ARRAY;
    if (first) {
      if (!open(name, 4)) {
        return false;
      }
      out.put((byte) '[');
    } else if (arrayEnd == out.length) {
      out.bytes[out.length - 1] = ',';
    } else {
      omitted++;
      return false;
    }
    if (!putElement(value, maxBytes)) {
      rollback();
      omitted++;
      return false;
    }
    complete = out.length;
    arrayEnd = out.length;
    return true;
  }

  private boolean putElement(String value, int maxBytes) {
    if (limit - out.length < 3) {
      return false;
    }
    text.open(maxBytes, limit - 1);
    text.append(value);
    if (!text.close()) {
      return false;
    }
    cut |= text.isCut();
    out.ensure(1);
    out.put((byte) ']');
    return true;
  }

  private boolean open(byte[] name, int least) {
    int skip = out.length == 0 ? 1 : 0;
    if (limit - out.length < name.length - skip + least) {
      omitted++;
      return false;
    }
    out.ensure(name.length + least);
    out.put(name, skip, name.length);
    return true;
  }
}
