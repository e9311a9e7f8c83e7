package io.flightlog.encode;

import java.nio.charset.StandardCharsets;

/**
 * A quoted text in pieces, up to a bound: what passes it is cut between code points, and the text
 * ends in {@code …} within the bound. Remembers while writing where the cut would be, so nothing is
 * read twice. Belongs to one {@link JsonWriter}.
 */
final class BoundedText {
  private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);
  private static final int NOWHERE = -1;

  private final JsonBuffer out;
  private int end;
  private int cutAt;
  private boolean full;

  BoundedText(JsonBuffer out) {
    this.out = out;
  }

  /**
   * Writes the opening quote.
   *
   * @param limit exclusive end of the whole text, closing quote included
   */
  void open(int maxBytes, int limit) {
    out.ensure(1);
    out.put((byte) '"');
    end = Math.min(limit - 1, out.length + maxBytes);
    cutAt = NOWHERE;
    full = false;
  }

  /** False once the text is full: further pieces change nothing. */
  boolean append(String piece) {
    if (full) {
      return false;
    }
    int to = piece.length();
    int i = 0;
    if (cutAt == NOWHERE) {
      i = out.put(piece, 0, to, end - ELLIPSIS.length);
      if (i == to) {
        return true;
      }
      cutAt = out.length;
    }
    full = out.put(piece, i, to, end) < to;
    return !full;
  }

  /** As above, for what is no {@code String}: read once, without a copy of the whole. */
  boolean append(CharSequence piece) {
    if (full) {
      return false;
    }
    int to = piece.length();
    int i = 0;
    if (cutAt == NOWHERE) {
      i = out.put(piece, 0, to, end - ELLIPSIS.length);
      if (i == to) {
        return true;
      }
      cutAt = out.length;
    }
    full = out.put(piece, i, to, end) < to;
    return !full;
  }

  /**
   * Writes mark and closing quote; false, and nothing, when it was cut and the mark has no room.
   */
  boolean close() {
    if (full) {
      if (cutAt + ELLIPSIS.length > end) {
        return false;
      }
      out.length = cutAt;
      out.put(ELLIPSIS, 0, ELLIPSIS.length);
    }
    out.ensure(1);
    out.put((byte) '"');
    return true;
  }

  /** Whether the text was cut. */
  boolean isCut() {
    return full;
  }
}
