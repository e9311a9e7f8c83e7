package io.flightlog.mission;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which time is asked about.
 *
 * @param to exclusive
 */
record TimeRange(Instant from, Instant to) {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,6})([smhd]))?");
  private static final String FORMS = "an instant such as 2026-11-26T15:57:38Z, now, or now-15m";

  /**
   * @throws ApiException if it is no range, or longer than 366 days
   */
  static TimeRange of(String from, String to, Instant now) {
    TimeRange range = new TimeRange(instant("from", from, now), instant("to", to, now));
    if (!range.from.isBefore(range.to)) {
      throw ApiException.badParameter("from", "before to, which is " + range.to, from);
    }
    if (range.length().compareTo(LONGEST) > 0) {
      throw ApiException.badParameter("from", "at most 366 days before to", from);
    }
    return range;
  }

  Duration length() {
    return Duration.between(from, to);
  }

  private static Instant instant(String name, String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text);
    if (!relative.matches()) {
      return absolute(name, text);
    }
    String amount = relative.group(1);
    return amount == null
        ? now
        : now.minus(unit(relative.group(2)).multipliedBy(Long.parseLong(amount)));
  }

  private static Instant absolute(String name, String text) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.isAfter(Instant.EPOCH)
          && instant.isBefore(Instant.ofEpochSecond(253402300800L))) {
        return instant;
      }
    } catch (DateTimeException said) {
      // below
    }
    throw ApiException.badParameter(name, FORMS, text);
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
