package io.flightlog.mask;

import io.flightlog.mask.PatternFinder.Hint;

/**
 * Cheap looks at a text, so that the usual one, which has no secret, never reaches the engine of
 * patterns. Each is exact on one side: it may name a place without a match, and misses none.
 */
final class Hints {
  /** What stands neither in the part of an address before its {@code @} nor, unquoted, in it. */
  private static final String AROUND_ADDRESSES = "@<>()[],;:\"\\=/?&{}|";

  private Hints() {}

  /** For matches that begin with {@code literal}. */
  static Hint literal(String literal) {
    return (text, from) -> indexOf(text, literal, from);
  }

  /** For matches that begin with one of {@code words}, given in lower case, in either case. */
  static Hint words(String... words) {
    int set = 0;
    for (String word : words) {
      set |= 1 << word.charAt(0);
    }
    int firstLetters = set;
    return (text, from) -> {
      for (int i = from; i < text.length(); i++) {
        // by the low five bits, which both cases of a letter have in common
        if ((firstLetters >>> text.charAt(i) & 1) != 0 && beginsWithAny(text, i, words)) {
          return i;
        }
      }
      return -1;
    };
  }

  /** For matches that begin with characters of {@link #isInAddress}, then {@code @}. */
  static Hint address() {
    return (text, from) -> {
      int at = indexOf(text, "@", from);
      while (at > from && isInAddress(text.charAt(at - 1))) {
        at--;
      }
      return at;
    };
  }

  static boolean isInAddress(char c) {
    return c > ' ' && AROUND_ADDRESSES.indexOf(c) < 0;
  }

  private static boolean beginsWithAny(CharSequence text, int from, String[] words) {
    for (String word : words) {
      if (beginsWith(text, from, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsWith(CharSequence text, int from, String word) {
    if (text.length() - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text.charAt(from + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(CharSequence text, String literal, int from) {
    if (text instanceof String string) {
      return string.indexOf(literal, from);
    }
    if (text instanceof StringBuilder builder) {
      return builder.indexOf(literal, from);
    }
    int last = text.length() - literal.length();
    for (int i = from; i <= last; i++) {
      int matched = 0;
      while (matched < literal.length() && text.charAt(i + matched) == literal.charAt(matched)) {
        matched++;
      }
      if (matched == literal.length()) {
        return i;
      }
    }
    return -1;
  }
}
