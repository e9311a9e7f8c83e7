package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes each message it gets, started or not. Attached after ours, it gets an event only if ours
 * got it before: so whatever it saw, Logback had handed to us, also during a reload.
 */
public final class Witness extends UnsynchronizedAppenderBase<ILoggingEvent> {
  static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  @Override
  public void doAppend(ILoggingEvent event) {
    SEEN.add(event.getFormattedMessage());
  }

  @Override
  protected void append(ILoggingEvent event) {
    throw new UnsupportedOperationException();
  }
}
