package io.flightlog.encode;

import java.util.Arrays;

/**
 * Growable bytes, and text into them up to a bound. One caller at a time; allocates only to grow,
 * and never beyond {@code maxBytes}: callers have checked that what they write fits it.
 */
final class JsonBuffer {
  private static final int STEP = 256;

  private final int initialBytes;
  private final int maxBytes;
  private final char[] step = new char[STEP];
  byte[] bytes;
  int length;

  JsonBuffer(int initialBytes, int maxBytes) {
    this.initialBytes = Math.min(initialBytes, maxBytes);
    this.maxBytes = maxBytes;
    this.bytes = new byte[this.initialBytes];
  }

  /** Gives a grown array back to the collector; the contents are lost. */
  void trim(int atMost) {
    if (bytes.length > atMost) {
      bytes = new byte[initialBytes];
    }
    length = 0;
  }

  /** Makes room for {@code more} bytes, or for what is left up to the maximum. */
  void ensure(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long wanted = Math.max((long) length + more, 2L * bytes.length);
    bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, maxBytes));
  }

  void put(byte b) {
    bytes[length++] = b;
  }

  void put(byte[] source, int from, int to) {
    ensure(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  void put(long value) {
    length = Digits.putLong(value, bytes, length);
  }

  /**
   * Escapes characters {@code [from, to)} until the next would pass {@code bound}. Plain text goes
   * straight from the String; from the first character that is not plain, a step is copied out of
   * it, since characters are read faster from an array.
   *
   * @param bound exclusive end in the buffer, at most {@code maxBytes}
   * @return index of the first character that was not written
   */
  int put(String text, int from, int to, int bound) {
    int i = from;
    while (i < to) {
      ensure(Math.min(to - i, bound - length));
      int run = Math.min(to, i + Math.max(0, bound - length));
      int stop = JsonText.plainRun(text, i, run, bytes, length);
      length += stop - i;
      i = stop;
      if (i < to) {
        int end = stepEnd(text, i, to);
        text.getChars(i, end, step, 0);
        int written = putStep(end - i, bound);
        i += written;
        if (i < end) {
          return i;
        }
      }
    }
    return i;
  }

  /** As above, reading each character once. */
  int put(CharSequence text, int from, int to, int bound) {
    int i = from;
    while (i < to) {
      int end = Math.min(to, i + STEP);
      if (text instanceof StringBuilder builder) {
        builder.getChars(i, end, step, 0);
      } else {
        for (int k = i; k < end; k++) {
          step[k - i] = text.charAt(k);
        }
      }
      if (end < to && Character.isHighSurrogate(step[end - i - 1])) {
        end--;
      }
      i += putStep(end - i, bound);
      if (i < end) {
        return i;
      }
    }
    return i;
  }

  /** A step does not end within a pair. */
  private static int stepEnd(String text, int from, int to) {
    int end = Math.min(to, from + STEP);
    return end < to && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /** Escapes the first {@code count} characters of the step; how many were written. */
  private int putStep(int count, int bound) {
    int i = 0;
    while (i < count) {
      ensure(Math.min(JsonText.MAX_BYTES * (count - i), bound - length));
      int run = Math.min(count, i + Math.max(0, bound - length));
      int stop = JsonText.plainRun(step, i, run, bytes, length);
      length += stop - i;
      i = stop;
      while (i < count && !JsonText.isPlain(step[i])) {
        char next = i + 1 < count ? step[i + 1] : 0;
        int end = JsonText.put(step[i], next, bytes, length, bound);
        if (end == length) {
          return i;
        }
        i += end - length == 4 ? 2 : 1;
        length = end;
      }
      if (i < count && length >= bound) {
        return i;
      }
    }
    return i;
  }
}
