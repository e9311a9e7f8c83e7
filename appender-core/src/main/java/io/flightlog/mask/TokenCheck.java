package io.flightlog.mask;

/** Tells a token from the next word of a sentence such as "Basic authentication failed". */
final class TokenCheck {
  private static final int MIN_CHARS = 8;

  /** As long as no word. */
  private static final int SURELY_NO_WORD = 24;

  private TokenCheck() {}

  /** Has a digit or an equals sign, or a capital behind a small letter, or is longer than words. */
  static boolean looksRandom(CharSequence text, int start, int end) {
    if (end - start < MIN_CHARS) {
      return false;
    }
    boolean small = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Ascii.isDigit(c) || c == '=' || (small && Ascii.isCapital(c))) {
        return true;
      }
      small = Ascii.isSmall(c);
    }
    return end - start >= SURELY_NO_WORD;
  }
}
