package io.flightlog.encode;

/** Decimal digits as ASCII bytes, without garbage. */
final class Digits {
  /** The longest {@code long}: sign and 19 digits. */
  static final int MAX_LONG_BYTES = 20;

  private static final byte[] MIN_LONG = {
    '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8', '0',
    '8'
  };

  /** "00" to "99": a division for every two digits. */
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private Digits() {}

  /** Writes {@code value}; the new end. */
  static int putLong(long value, byte[] target, int at) {
    if (value == Long.MIN_VALUE) {
      System.arraycopy(MIN_LONG, 0, target, at, MIN_LONG.length);
      return at + MIN_LONG.length;
    }
    int start = at;
    long rest = value;
    if (rest < 0) {
      target[start++] = '-';
      rest = -rest;
    }
    int end = start + length(rest);
    putPadded(rest, end - start, target, start);
    return end;
  }

  /** Writes the last {@code width} digits of a value that is not negative; the new end. */
  static int putPadded(long value, int width, byte[] target, int at) {
    long rest = value;
    int i = at + width;
    while (i - at > 1) {
      long hundredth = rest / 100;
      int pair = (int) (rest - hundredth * 100) << 1;
      target[--i] = PAIRS[pair + 1];
      target[--i] = PAIRS[pair];
      rest = hundredth;
    }
    if (i > at) {
      target[at] = (byte) ('0' + rest % 10);
    }
    return at + width;
  }

  private static int length(long value) {
    int length = 1;
    for (long bound = 10; length < 19 && value >= bound; bound *= 10) {
      length++;
    }
    return length;
  }
}
