package io.flightlog.tool;

import io.flightlog.metrics.Diagnostics;
import org.jspecify.annotations.Nullable;

/** What the sending part has to say, on standard error. Any thread. */
final class SpokenDiagnostics implements Diagnostics {
  private final Console console;

  SpokenDiagnostics(Console console) {
    this.console = console;
  }

  @Override
  public void info(String message) {
    console.complain(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    console.complain(cause == null ? message : message + ": " + cause);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    warn(message, cause);
  }
}
