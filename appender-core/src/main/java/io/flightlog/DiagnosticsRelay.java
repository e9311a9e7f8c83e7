package io.flightlog;

import io.flightlog.metrics.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * Speaks through whichever channel is set, so that a pipeline that outlives an appender does not
 * keep it, its context or its class loader. Any thread speaks; the registry sets.
 */
final class DiagnosticsRelay implements Diagnostics {
  private volatile Diagnostics channel;

  DiagnosticsRelay(Diagnostics channel) {
    this.channel = channel;
  }

  void speakThrough(Diagnostics newChannel) {
    channel = newChannel;
  }

  @Override
  public void info(String message) {
    channel.info(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    channel.warn(message, cause);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    channel.error(message, cause);
  }
}
