package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The filters that a user put on the appender. One that throws denies, as in Logback's own
 * appenders, and is reported once. Any thread.
 */
final class AppenderFilters {
  private final UnsynchronizedAppenderBase<ILoggingEvent> appender;
  private final AtomicBoolean saidFilterFailed = new AtomicBoolean();

  AppenderFilters(UnsynchronizedAppenderBase<ILoggingEvent> appender) {
    this.appender = appender;
  }

  boolean deny(ILoggingEvent event) {
    try {
      return appender.getFilterChainDecision(event) == FilterReply.DENY;
    } catch (RuntimeException failure) {
      if (saidFilterFailed.compareAndSet(false, true)) {
        appender.addError(
            "A filter of appender [" + appender.getName() + "] failed; its event was dropped",
            failure);
      }
      return true;
    }
  }
}
