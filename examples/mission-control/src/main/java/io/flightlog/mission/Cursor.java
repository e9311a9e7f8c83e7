package io.flightlog.mission;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where a page of hits begins, as a text.
 *
 * @param range of the first page: {@code now} has moved since
 * @param place behind which it begins
 */
record Cursor(TimeRange range, String place) {
  private static final String BETWEEN = "~";

  String text() {
    return String.join(BETWEEN, range.from().toString(), range.to().toString(), place);
  }

  /**
   * @throws ApiException if it is no such text
   */
  static Cursor parse(String text) {
    String[] parts = text.split(BETWEEN, -1);
    try {
      if (parts.length == 3) {
        Instant to = Instant.parse(parts[1]);
        return new Cursor(TimeRange.of(parts[0], parts[1], to), parts[2]);
      }
    } catch (DateTimeException said) {
      // below
    }
    throw refused(text);
  }

  static ApiException refused(String text) {
    return ApiException.badParameter("after", "what the page before said", text);
  }
}
