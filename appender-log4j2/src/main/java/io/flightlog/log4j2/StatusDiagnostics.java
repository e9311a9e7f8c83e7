package io.flightlog.log4j2;

import io.flightlog.metrics.Diagnostics;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;
import org.jspecify.annotations.Nullable;

/** Speaks through Log4j2's status logger, in the name of the appender. Any thread. */
final class StatusDiagnostics implements Diagnostics {
  private static final Logger STATUS = StatusLogger.getLogger();

  private final String appender;

  StatusDiagnostics(String appender) {
    this.appender = appender;
  }

  @Override
  public void info(String message) {
    STATUS.info("Appender [{}]: {}", appender, message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    STATUS.warn("Appender [{}]: {}", appender, message, cause);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    STATUS.error("Appender [{}]: {}", appender, message, cause);
  }
}
