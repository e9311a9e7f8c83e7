package io.flightlog.encode;

/**
 * Makes a field name from any key, as the Elastic APM agents do: {@code .}, {@code *} and {@code "}
 * become {@code _}, and so do white space and control characters, since Elasticsearch refuses a
 * name with an empty or blank part. So {@code a..b} is {@code a__b}, a key of three dots is {@code
 * ___}, the empty key is {@code _}. A lone surrogate becomes U+FFFD. A name longer than {@link
 * #MAX_BYTES} is cut on a character border and ends in {@code …}.
 */
final class LabelName {
  static final int MAX_BYTES = 256;

  private static final int MARK_BYTES = 3;

  private LabelName() {}

  static String of(String key) {
    if (key.isEmpty()) {
      return "_";
    }
    StringBuilder name = new StringBuilder(Math.min(key.length(), MAX_BYTES));
    int bytes = 0;
    int cutAt = 0;
    for (int i = 0; i < key.length(); ) {
      int original = key.codePointAt(i);
      i += Character.charCount(original);
      int codePoint = renamed(original);
      bytes += utf8Bytes(codePoint);
      if (bytes > MAX_BYTES) {
        name.setLength(cutAt);
        return name.append('…').toString();
      }
      name.appendCodePoint(codePoint);
      if (bytes <= MAX_BYTES - MARK_BYTES) {
        cutAt = name.length();
      }
    }
    return name.toString();
  }

  private static int renamed(int c) {
    if (c == '.' || c == '*' || c == '"') {
      return '_';
    }
    if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
      return '_';
    }
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
  }

  private static int utf8Bytes(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
