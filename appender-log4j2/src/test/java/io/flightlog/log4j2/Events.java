package io.flightlog.log4j2;

import io.flightlog.testkit.LogCall;
import java.time.Instant;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;

/** Builds the event that Log4j2 would build for a call, with time and thread as the call says. */
final class Events {
  private Events() {}

  /** One that may be kept. */
  static Log4jLogEvent of(LogCall call) {
    MutableInstant instant = new MutableInstant();
    Instant time = call.instant();
    instant.initFromEpochSecond(time.getEpochSecond(), time.getNano());
    Message message = CallMessage.of(call);
    Throwable thrown = call.throwable() == null ? message.getThrowable() : call.throwable();
    return Log4jLogEvent.newBuilder()
        .setLoggerFqcn(Events.class.getName())
        .setLoggerName(call.logger())
        .setThreadName(call.thread())
        .setInstant(instant)
        .setLevel(Level.valueOf(call.level().name()))
        .setMessage(message)
        .setThrown(thrown)
        .setMarker(marker(call))
        .setContextData(context(call))
        .setContextStack(ThreadContext.EMPTY_STACK)
        .build();
  }

  /** One of those that Log4j2 uses again and again, as it is by default. */
  static LogEvent reusable(LogCall call) {
    MutableLogEvent event = new MutableLogEvent();
    Message message = call.keyValues().isEmpty() ? reusableMessage(call) : CallMessage.of(call);
    event.initFrom(of(call));
    event.setMessage(message);
    ReusableMessageFactory.release(message);
    return event;
  }

  private static Message reusableMessage(LogCall call) {
    ReusableMessageFactory factory = ReusableMessageFactory.INSTANCE;
    return call.message() == null || call.arguments() == null
        ? factory.newMessage(call.message())
        : factory.newMessage(call.message(), call.arguments());
  }

  /** The first with the others as its parents; apart from the ones that Log4j2 knows by name. */
  static Marker marker(LogCall call) {
    if (call.markers().isEmpty()) {
      return null;
    }
    Marker first = new MarkerManager.Log4jMarker(call.markers().get(0));
    call.markers().stream()
        .skip(1)
        .forEach(name -> first.addParents(new MarkerManager.Log4jMarker(name)));
    return first;
  }

  private static StringMap context(LogCall call) {
    StringMap context = new SortedArrayStringMap();
    call.mdc().forEach(context::putValue);
    return context;
  }
}
