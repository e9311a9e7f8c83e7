package io.flightlog.config;

import java.time.Duration;

/**
 * Full-jitter exponential back-off between tries; there is no limit to their number while an event
 * is retained.
 */
public record RetryConfig(Duration initialBackoff, Duration maxBackoff) {
  static final Option<Duration> INITIAL_BACKOFF =
      Option.duration("retry.initialBackoff", "250 ms", "1 ms", "1 h");
  static final Option<Duration> MAX_BACKOFF =
      Option.duration("retry.maxBackoff", "30 s", "1 ms", "1 h");

  public RetryConfig {
    INITIAL_BACKOFF.check(initialBackoff);
    MAX_BACKOFF.check(maxBackoff);
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw ConfigException.of(
          MAX_BACKOFF.name(),
          "at least " + INITIAL_BACKOFF.name() + " (" + DurationText.format(initialBackoff) + ")",
          DurationText.format(maxBackoff));
    }
  }

  static RetryConfig from(OptionValues values) {
    return new RetryConfig(values.get(INITIAL_BACKOFF), values.get(MAX_BACKOFF));
  }
}
