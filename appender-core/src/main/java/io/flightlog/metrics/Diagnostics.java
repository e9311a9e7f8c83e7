package io.flightlog.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The library's own voice: Logback's {@code Status}, Log4j2's {@code StatusLogger}. Core has no
 * logger, so that it can never feed itself. Called by any thread, at the edges of a fault only;
 * must not block and must not throw. Messages carry no credentials and no event data.
 */
public interface Diagnostics {
  /** A fault ended, or something worth knowing was decided. */
  void info(String message);

  /** Something is wrong; delivery goes on or will resume by itself. */
  void warn(String message, @Nullable Throwable cause);

  /** Something is wrong that only a person can mend, such as a configuration value. */
  void error(String message, @Nullable Throwable cause);
}
