package io.flightlog.mask;

/**
 * Finds the numbers of payment cards: 13 to 19 digits, in groups with one blank or dash between
 * them, of which the first is 2 to 6 (where payment networks are) and the last is right by Luhn.
 * The digits of a decimal fraction are none. By hand: with groups, a number may begin and end at
 * each of them, which a pattern without look-around does not say. Stateless.
 */
final class CardFinder implements Finder {
  /** The smallest number that has so many digits. */
  static final double LEAST = 1e12;

  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  @Override
  public void find(CharSequence text, int end, Spans found) {
    int length = text.length();
    boolean more = true;
    // each number has a digit or a separator at one of these places
    for (int i = MIN_DIGITS - 1; i < length && more; i += MIN_DIGITS) {
      int start = runStart(text, i);
      if (start >= 0) {
        if (start >= end) {
          return;
        }
        int stop = runEnd(text, i);
        more = stop - start < MIN_DIGITS || inRun(text, start, stop, end, found);
        i = Math.max(i, stop - 1);
      }
    }
  }

  /** Looks at each group of a run as the first of a number. */
  private static boolean inRun(CharSequence text, int start, int stop, int end, Spans found) {
    for (int i = start; i < Math.min(stop, end); i++) {
      char c = text.charAt(i);
      if (c >= '2' && c <= '6' && (i == start || !Ascii.isDigit(text.charAt(i - 1)))) {
        int numberEnd = isFraction(text, i) ? -1 : numberEnd(text, i, stop);
        if (numberEnd > 0 && !found.add(i, numberEnd, Masker.HIDDEN)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where the longest number ends that begins at {@code start}; -1 when there is none. */
  private static int numberEnd(CharSequence text, int start, int stop) {
    int longest = -1;
    int digits = 0;
    int plain = 0;
    int doubled = 0;
    for (int i = start; i < stop && digits <= MAX_DIGITS; i++) {
      char c = text.charAt(i);
      if (Ascii.isDigit(c)) {
        // with each further digit, those before change their parity
        int sum = plain;
        plain = doubled + c - '0';
        doubled = sum + (c - '0' < 5 ? 2 * (c - '0') : 2 * (c - '0') - 9);
        digits++;
        boolean groupEnds = i + 1 == stop || !Ascii.isDigit(text.charAt(i + 1));
        if (groupEnds && digits >= MIN_DIGITS && digits <= MAX_DIGITS && plain % 10 == 0) {
          longest = i + 1;
        }
      }
    }
    return longest;
  }

  private static boolean isFraction(CharSequence text, int start) {
    return start > 1 && text.charAt(start - 1) == '.' && Ascii.isDigit(text.charAt(start - 2));
  }

  /** Where the digits with single separators around {@code at} begin; -1 when none are there. */
  private static int runStart(CharSequence text, int at) {
    if (!Ascii.isDigit(text.charAt(at)) && !joins(text, at)) {
      return -1;
    }
    int i = at;
    while (i > 0 && (Ascii.isDigit(text.charAt(i - 1)) || joins(text, i - 1))) {
      i--;
    }
    return i;
  }

  private static int runEnd(CharSequence text, int at) {
    int i = at + 1;
    while (i < text.length() && (Ascii.isDigit(text.charAt(i)) || joins(text, i))) {
      i++;
    }
    return i;
  }

  /** Whether a separator stands between two digits. */
  private static boolean joins(CharSequence text, int at) {
    char c = text.charAt(at);
    return (c == ' ' || c == '-')
        && at > 0
        && Ascii.isDigit(text.charAt(at - 1))
        && at + 1 < text.length()
        && Ascii.isDigit(text.charAt(at + 1));
  }
}
