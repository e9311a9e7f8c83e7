package io.flightlog.encode;

/**
 * Escapes text into UTF-8 JSON, code point by code point, and cuts between code points only.
 * Control characters and U+2028/2029 (line ends to some readers) are escaped; a lone half of a
 * surrogate pair becomes U+FFFD; everything else stays as it is. Plain ASCII takes a loop of its
 * own: that loop is what encoding mostly costs. It compares instead of looking up a table, spells
 * the condition out, and has no exit but return: each of the other shapes ran up to three times
 * slower on 17 or 25.
 */
final class JsonText {
  /** The longest form of one code point: six bytes of an escape. */
  static final int MAX_BYTES = 6;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonText() {}

  /** Whether the character is one byte, and stands for itself. */
  static boolean isPlain(char c) {
    return c < 0x7f && c >= ' ' && c != '"' && c != '\\';
  }

  /** Copies while characters need no escape; the index of the first that was not copied. */
  static int plainRun(String text, int from, int to, byte[] target, int at) {
    int shift = at - from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x7f || c < ' ' || c == '"' || c == '\\') {
        return i;
      }
      target[shift + i] = (byte) c;
    }
    return to;
  }

  /** As above, for characters that are no {@code String}. */
  static int plainRun(char[] text, int from, int to, byte[] target, int at) {
    int shift = at - from;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c >= 0x7f || c < ' ' || c == '"' || c == '\\') {
        return i;
      }
      target[shift + i] = (byte) c;
    }
    return to;
  }

  /**
   * Writes the one code point that begins with {@code c}.
   *
   * @param next the character behind it, 0 when there is none; taken only as the second half of a
   *     pair
   * @param bound exclusive end in {@code target}; nothing is written when the code point would pass
   *     it
   * @return the new end of {@code target}, or {@code at} when there was no room
   */
  static int put(char c, char next, byte[] target, int at, int bound) {
    int room = bound - at;
    if (c < 0x80) {
      return putAscii(c, target, at, room);
    }
    if (c < 0xa0) {
      return putEscape(c, target, at, room);
    }
    if (c < 0x800) {
      if (room < 2) {
        return at;
      }
      target[at] = (byte) (0xc0 | c >> 6);
      target[at + 1] = (byte) (0x80 | (c & 0x3f));
      return at + 2;
    }
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
      return putSupplementary(Character.toCodePoint(c, next), target, at, room);
    }
    if (c == '\u2028' || c == '\u2029') {
      return putEscape(c, target, at, room);
    }
    return putThree(Character.isSurrogate(c) ? '\ufffd' : c, target, at, room);
  }

  private static int putAscii(char c, byte[] target, int at, int room) {
    int shortForm =
        switch (c) {
          case '"', '\\' -> c;
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 0;
        };
    if (shortForm != 0) {
      if (room < 2) {
        return at;
      }
      target[at] = '\\';
      target[at + 1] = (byte) shortForm;
      return at + 2;
    }
    if (c < ' ' || c == 0x7f) {
      return putEscape(c, target, at, room);
    }
    if (room < 1) {
      return at;
    }
    target[at] = (byte) c;
    return at + 1;
  }

  private static int putEscape(char c, byte[] target, int at, int room) {
    if (room < MAX_BYTES) {
      return at;
    }
    target[at] = '\\';
    target[at + 1] = 'u';
    target[at + 2] = HEX[c >> 12];
    target[at + 3] = HEX[c >> 8 & 0xf];
    target[at + 4] = HEX[c >> 4 & 0xf];
    target[at + 5] = HEX[c & 0xf];
    return at + 6;
  }

  private static int putThree(char c, byte[] target, int at, int room) {
    if (room < 3) {
      return at;
    }
    target[at] = (byte) (0xe0 | c >> 12);
    target[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3f));
    target[at + 2] = (byte) (0x80 | (c & 0x3f));
    return at + 3;
  }

  private static int putSupplementary(int codePoint, byte[] target, int at, int room) {
    if (room < 4) {
      return at;
    }
    target[at] = (byte) (0xf0 | codePoint >> 18);
    target[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
    target[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    target[at + 3] = (byte) (0x80 | (codePoint & 0x3f));
    return at + 4;
  }
}
