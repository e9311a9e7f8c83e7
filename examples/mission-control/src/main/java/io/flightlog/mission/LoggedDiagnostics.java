package io.flightlog.mission;

import io.flightlog.metrics.Diagnostics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the library has to say, on this program's console. */
final class LoggedDiagnostics implements Diagnostics {
  private static final Logger LOG = LoggerFactory.getLogger("io.flightlog");

  @Override
  public void info(String message) {
    LOG.info(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    LOG.warn(message, cause);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    LOG.error(message, cause);
  }
}
