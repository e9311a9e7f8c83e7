package io.flightlog.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250 ms}, {@code 5s}, {@code 2 min}, {@code 1 hour}, {@code
 * 30 d}; {@code 0} alone; ISO-8601 ({@code PT5S}) too.
 */
public final class DurationText {
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,15})\\s*([a-z]+)", Pattern.CASE_INSENSITIVE);

  private DurationText() {}

  /**
   * @throws IllegalArgumentException when the text is not a duration, a bare number included: its
   *     unit would be a guess
   */
  public static Duration parse(String text) {
    String trimmed = text.trim();
    if (trimmed.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = FORMAT.matcher(trimmed);
    if (!matcher.matches()) {
      return Duration.parse(trimmed);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "ms", "millis", "millisecond", "milliseconds" -> Duration.ofMillis(amount);
      case "s", "sec", "second", "seconds" -> Duration.ofSeconds(amount);
      case "m", "min", "minute", "minutes" -> Duration.ofMinutes(amount);
      case "h", "hour", "hours" -> Duration.ofHours(amount);
      case "d", "day", "days" -> Duration.ofDays(amount);
      default -> throw new IllegalArgumentException("unknown unit: " + matcher.group(2));
    };
  }

  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + " d";
    }
    if (millis % 1000 != 0) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    return seconds % 60 == 0 && seconds >= 300 ? seconds / 60 + " min" : seconds + " s";
  }
}
