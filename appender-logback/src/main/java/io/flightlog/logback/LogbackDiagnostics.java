package io.flightlog.logback;

import ch.qos.logback.core.spi.ContextAware;
import io.flightlog.metrics.Diagnostics;
import org.jspecify.annotations.Nullable;

/** Speaks through Logback's status channel, in the name of the appender. Any thread. */
final class LogbackDiagnostics implements Diagnostics {
  private final ContextAware origin;

  LogbackDiagnostics(ContextAware origin) {
    this.origin = origin;
  }

  @Override
  public void info(String message) {
    origin.addInfo(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    origin.addWarn(message, cause);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    origin.addError(message, cause);
  }
}
