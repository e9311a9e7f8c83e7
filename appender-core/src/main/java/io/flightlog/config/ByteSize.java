package io.flightlog.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 512}, {@code 64 KiB}, {@code 8MiB}, {@code 1 GiB}; KB, MB and
 * GB mean the same powers of 1024.
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,18})\\s*(?:(k|m|g)i?)?b?", Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException when the text is not a size
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORMAT.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    long factor =
        switch (matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 1L << 10;
          case "m" -> 1L << 20;
          case "g" -> 1L << 30;
          default -> 1L;
        };
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("too large: " + text, tooLarge);
    }
  }

  public static ByteSize kibibytes(long n) {
    return new ByteSize(n << 10);
  }

  public static ByteSize mebibytes(long n) {
    return new ByteSize(n << 20);
  }

  /** For sizes of arrays: all bounds of this library lie below 2 GiB. */
  public int toInt() {
    return Math.toIntExact(bytes);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    if (bytes > 0 && bytes % (1 << 30) == 0) {
      return (bytes >> 30) + " GiB";
    }
    if (bytes > 0 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    if (bytes > 0 && bytes % (1 << 10) == 0) {
      return (bytes >> 10) + " KiB";
    }
    return bytes + " B";
  }
}
