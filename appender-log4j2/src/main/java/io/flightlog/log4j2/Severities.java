package io.flightlog.log4j2;

import io.flightlog.metrics.Severity;
import org.apache.logging.log4j.Level;
import org.jspecify.annotations.Nullable;

/** What a Log4j2 level is worth to the pipeline. */
final class Severities {
  private static final int ERROR = Level.ERROR.intLevel();
  private static final int WARN = Level.WARN.intLevel();
  private static final int INFO = Level.INFO.intLevel();
  private static final int DEBUG = Level.DEBUG.intLevel();

  private Severities() {}

  /** Levels of an application's own map to the next lower one; no level counts as INFO. */
  static Severity of(@Nullable Level level) {
    if (level == null) {
      return Severity.INFO;
    }
    int value = level.intLevel(); // the smaller, the worse
    if (value <= ERROR) {
      return Severity.ERROR;
    }
    if (value <= WARN) {
      return Severity.WARN;
    }
    if (value <= INFO) {
      return Severity.INFO;
    }
    return value <= DEBUG ? Severity.DEBUG : Severity.TRACE;
  }
}
