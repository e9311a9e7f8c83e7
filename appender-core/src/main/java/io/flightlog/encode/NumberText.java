package io.flightlog.encode;

/** Tells, without garbage, whether a text is a number as JSON and the index know it. */
final class NumberText {
  private static final int MAX_LENGTH = 64;

  private NumberText() {}

  /** Whether {@link Long#parseLong} takes it: an optional minus, ASCII digits, in range. */
  static boolean isLong(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - from;
    if (digits < 1 || digits > 19 || digitsEnd(text, from) != text.length()) {
      return false;
    }
    return digits < 19 || isInRange(text);
  }

  /** Whether {@link Double#parseDouble} reads a finite number from plain decimal notation. */
  static boolean isDecimal(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    int from = text.startsWith("-") ? 1 : 0;
    int at = digitsEnd(text, from);
    if (at == from) {
      return false;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = at + 1;
      at = digitsEnd(text, fraction);
      if (at == fraction) {
        return false;
      }
    }
    return exponentEnd(text, at) == text.length() && Double.isFinite(Double.parseDouble(text));
  }

  private static int exponentEnd(String text, int at) {
    if (at == text.length() || (text.charAt(at) | 0x20) != 'e') {
      return at;
    }
    int digits = at + 1;
    if (digits < text.length() && (text.charAt(digits) == '-' || text.charAt(digits) == '+')) {
      digits++;
    }
    int end = digitsEnd(text, digits);
    return end == digits ? -1 : end;
  }

  private static int digitsEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static boolean isInRange(String text) {
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException outOfRange) {
      return false;
    }
  }
}
