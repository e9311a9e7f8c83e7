package io.flightlog.benchmarks;

import io.flightlog.metrics.Diagnostics;
import org.jspecify.annotations.Nullable;

/** Ends what is measured at an error; that a server is absent may be meant. */
public final class FailingDiagnostics implements Diagnostics {
  @Override
  public void info(String message) {}

  @Override
  public void warn(String message, @Nullable Throwable cause) {}

  @Override
  public void error(String message, @Nullable Throwable cause) {
    throw new IllegalStateException(message, cause);
  }
}
