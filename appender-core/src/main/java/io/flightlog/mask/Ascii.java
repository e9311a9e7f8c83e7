package io.flightlog.mask;

/** Letters and digits of ASCII alone: no other are in numbers of cards, IBANs and schemes. */
final class Ascii {
  private Ascii() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return isSmall(c) || isCapital(c);
  }

  static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static char lower(char c) {
    return isCapital(c) ? (char) (c | 0x20) : c;
  }

  static char upper(char c) {
    return isSmall(c) ? (char) (c & ~0x20) : c;
  }
}
