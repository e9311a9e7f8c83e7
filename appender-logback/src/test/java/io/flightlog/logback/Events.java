package io.flightlog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.flightlog.testkit.LogCall;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/** Builds the event that Logback would build for a call, with time and thread as the call says. */
final class Events {
  private static final String CALLER_BOUNDARY = Events.class.getName();

  private final LoggerContext context = new LoggerContext();
  private final BasicMarkerFactory markers = new BasicMarkerFactory();
  private final Logger logger = context.getLogger("any");

  Events() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  LoggingEvent of(LogCall call) {
    LoggingEvent event =
        new LoggingEvent(
            CALLER_BOUNDARY,
            logger,
            Level.valueOf(call.level().name()),
            call.message(),
            call.throwable(),
            call.arguments());
    event.setLoggerName(call.logger());
    event.setThreadName(call.thread());
    event.setInstant(call.instant());
    event.setMDCPropertyMap(call.mdc());
    call.keyValues()
        .forEach(pair -> event.addKeyValuePair(new KeyValuePair(pair.key(), pair.value())));
    call.markers().forEach(name -> event.addMarker(markers.getDetachedMarker(name)));
    return event;
  }
}
