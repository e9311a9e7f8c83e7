package io.flightlog.logback;

import ch.qos.logback.classic.Level;
import io.flightlog.metrics.Severity;
import org.jspecify.annotations.Nullable;

/** What a Logback level is worth to the pipeline. */
final class Severities {
  private Severities() {}

  /** Levels of an application's own map to the next lower one; no level counts as INFO. */
  static Severity of(@Nullable Level level) {
    if (level == null) {
      return Severity.INFO;
    }
    int value = level.toInt();
    if (value >= Level.ERROR_INT) {
      return Severity.ERROR;
    }
    if (value >= Level.WARN_INT) {
      return Severity.WARN;
    }
    if (value >= Level.INFO_INT) {
      return Severity.INFO;
    }
    return value >= Level.DEBUG_INT ? Severity.DEBUG : Severity.TRACE;
  }
}
