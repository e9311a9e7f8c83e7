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
    setTime(instant, call);
    Message message = CallMessage.of(call);
    return Log4jLogEvent.newBuilder()
        .setLoggerFqcn(Events.class.getName())
        .setLoggerName(call.logger())
        .setThreadName(call.thread())
        .setInstant(instant)
        .setLevel(Level.valueOf(call.level().name()))
        .setMessage(message)
        .setThrown(thrown(call, message))
        .setMarker(marker(call))
        .setContextData(context(call))
        .setContextStack(ThreadContext.EMPTY_STACK)
        .build();
  }

  /** One of those that Log4j2 uses again and again, as it is by default. */
  static LogEvent reusable(LogCall call) {
    Message message = call.keyValues().isEmpty() ? reusableMessage(call) : CallMessage.of(call);
    MutableLogEvent event = new MutableLogEvent();
    event.setLoggerFqcn(Events.class.getName());
    event.setLoggerName(call.logger());
    event.setThreadName(call.thread());
    setTime((MutableInstant) event.getInstant(), call);
    event.setLevel(Level.valueOf(call.level().name()));
    event.setThrown(thrown(call, message));
    event.setMessage(message);
    event.setMarker(marker(call));
    event.setContextData(context(call));
    event.setContextStack(ThreadContext.EMPTY_STACK);
    ReusableMessageFactory.release(message);
    return event;
  }

  private static void setTime(MutableInstant instant, LogCall call) {
    Instant time = call.instant();
    instant.initFromEpochSecond(time.getEpochSecond(), time.getNano());
  }

  /** As Log4j2's loggers do: the last argument, unless one is given apart. */
  private static Throwable thrown(LogCall call, Message message) {
    return call.throwable() == null ? message.getThrowable() : call.throwable();
  }

  private static Message reusableMessage(LogCall call) {
    ReusableMessageFactory factory = ReusableMessageFactory.INSTANCE;
    return CallMessage.isPlain(call)
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
