package io.flightlog.task;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How a run ended.
 *
 * @param word the rest of the record's message
 * @param value of {@code event.outcome}: ECS has only success, failure and unknown
 */
record Outcome(
    String word, String value, Level level, @Nullable String reason, @Nullable Throwable cause) {
  static final Outcome UNTOLD =
      new Outcome(
          "ended without saying how", "unknown", Level.WARN, "closed without an outcome", null);
  static final Outcome SUCCESS = new Outcome("succeeded", "success", Level.INFO, null, null);

  static Outcome failure(@Nullable Throwable cause) {
    return new Outcome("failed", "failure", Level.ERROR, null, cause);
  }

  static Outcome skipped(@Nullable String reason) {
    return new Outcome("was skipped", "unknown", Level.INFO, reason, null);
  }

  boolean isFailure() {
    return level == Level.ERROR;
  }
}
