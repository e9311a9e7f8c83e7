package io.flightlog.encode;

/**
 * Checks text that is to be indexed as a date, without garbage: {@code yyyy-MM-ddTHH:mm:ss[.1-9
 * digits](Z|±hh:mm)}, a real day and time, as Elasticsearch's {@code strict_date_optional_time}
 * reads it. Stricter than the server, never laxer: a text that the server refused would cost the
 * whole document.
 */
final class IsoInstant {
  private static final int SECONDS_END = 19;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private IsoInstant() {}

  static boolean isValid(String text) {
    if (text.length() < SECONDS_END + 1 || text.length() > SECONDS_END + 16) {
      return false;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    return year >= 0
        && in(month, 1, 12)
        && in(day, 1, daysOf(year, month))
        && in(digits(text, 11, 2), 0, 23)
        && in(digits(text, 14, 2), 0, 59)
        && in(digits(text, 17, 2), 0, 59)
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && isZone(text, fractionEnd(text));
  }

  static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
  }

  /** Index behind the fraction, or -1 when a point has no digits or too many. */
  private static int fractionEnd(String text) {
    if (text.charAt(SECONDS_END) != '.') {
      return SECONDS_END;
    }
    int i = SECONDS_END + 1;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    int count = i - SECONDS_END - 1;
    return in(count, 1, 9) ? i : -1;
  }

  private static boolean isZone(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char sign = text.charAt(at);
    if (sign == 'Z') {
      return text.length() == at + 1;
    }
    return (sign == '+' || sign == '-')
        && text.length() == at + 6
        && text.charAt(at + 3) == ':'
        && in(digits(text, at + 1, 2), 0, 17)
        && in(digits(text, at + 4, 2), 0, 59);
  }

  /** The number at {@code from}, or -1. */
  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean in(int value, int least, int most) {
    return value >= least && value <= most;
  }
}
