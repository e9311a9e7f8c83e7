package io.flightlog.encode;

/**
 * Writes instants as {@code yyyy-MM-ddTHH:mm:ss.SSSZ} in UTC, six digits of a fraction when there
 * are microseconds. Keeps the last second's member, since events mostly come in the same second.
 * The calendar arithmetic is Howard Hinnant's {@code civil_from_days}. One caller at a time.
 */
final class UtcTime {
  /** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z: what four digits of a year can say. */
  static final long FIRST_SECOND = -62_167_219_200L;

  static final long LAST_SECOND = 253_402_300_799L;

  private static final int SECONDS_OF_DAY = 86_400;
  private static final int TEXT_BYTES = "yyyy-MM-ddTHH:mm:ss.".length();
  private static final int TAIL_BYTES = "SSSSSSZ\"".length();

  private final byte[] member;
  private final int textStart;
  private long second = Long.MIN_VALUE;

  UtcTime(byte[] name) {
    member = new byte[name.length + 1 + TEXT_BYTES + TAIL_BYTES];
    System.arraycopy(name, 0, member, 0, name.length);
    member[name.length] = '"';
    textStart = name.length + 1;
  }

  /**
   * An instant outside the years 0 to 9999, which Elasticsearch would refuse, becomes their edge.
   */
  boolean write(JsonWriter out, long epochSecond, int nano) {
    if (epochSecond != second) {
      second = epochSecond;
      putSecond(Math.max(FIRST_SECOND, Math.min(LAST_SECOND, epochSecond)));
    }
    int micros = Math.max(0, Math.min(999_999_999, nano)) / 1000;
    boolean wholeMillis = micros % 1000 == 0;
    int at = textStart + TEXT_BYTES;
    at = Digits.putPadded(wholeMillis ? micros / 1000 : micros, wholeMillis ? 3 : 6, member, at);
    member[at++] = 'Z';
    member[at++] = '"';
    return out.member(member, at);
  }

  private void putSecond(long epochSecond) {
    long days = Math.floorDiv(epochSecond, SECONDS_OF_DAY);
    int ofDay = (int) Math.floorMod(epochSecond, (long) SECONDS_OF_DAY);
    int at = putDate(days, textStart);
    member[at++] = 'T';
    at = put(ofDay / 3600, 2, at, ':');
    at = put(ofDay / 60 % 60, 2, at, ':');
    put(ofDay % 60, 2, at, '.');
  }

  private int putDate(long epochDays, int start) {
    long days = epochDays + 719_468; // from 0000-03-01, so that leap days end a year
    long era = Math.floorDiv(days, 146_097L);
    long dayOfEra = days - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * dayOfYear + 2) / 153;
    long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    int at = put(year, 4, start, '-');
    at = put(month, 2, at, '-');
    return Digits.putPadded(dayOfYear - (153 * fromMarch + 2) / 5 + 1, 2, member, at);
  }

  private int put(long value, int width, int at, char separator) {
    int end = Digits.putPadded(value, width, member, at);
    member[end] = (byte) separator;
    return end + 1;
  }
}
