package io.flightlog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.EventEncoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Reads a Logback event in the caller's thread, so that its lazy parts (message, thread name, MDC)
 * are those of the call. Stateless; nothing of an event is kept, not even its MDC map, which some
 * front-ends of Logback reuse. Key-values go before the MDC, because the first writer of a name
 * wins.
 */
final class LogbackEncoder implements EventEncoder<ILoggingEvent> {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final boolean callerData;

  /**
   * @param callerData whether to ask for the place of the call: a stack walk for each event
   */
  LogbackEncoder(boolean callerData) {
    this.callerData = callerData;
  }

  @Override
  public void encode(ILoggingEvent event, EcsWriter out) {
    writeTimestamp(event, out);
    Level level = event.getLevel();
    if (level != null) {
      out.level(level.toString());
    }
    out.logger(event.getLoggerName());
    out.thread(event.getThreadName());
    if (PlainMessage.isPlain(event)) {
      out.message(event, PlainMessage::append);
    } else {
      out.message(event.getFormattedMessage());
    }
    Throwable throwable = LoggedThrowable.of(event.getThrowableProxy());
    if (throwable != null) {
      out.error(throwable);
    }
    MarkerTags.write(event.getMarkerList(), out);
    if (callerData) {
      writeOrigin(event.getCallerData(), out);
    }
    writeKeyValues(event.getKeyValuePairs(), out);
    Map<String, String> mdc = event.getMDCPropertyMap();
    if (mdc != null && !mdc.isEmpty()) {
      // one object for all entries: an iterator of Logback's read-only view makes one for each
      mdc.forEach(out::contextEntry);
    }
  }

  /** Not by the event's instant: an event that travelled has only milliseconds there. */
  private static void writeTimestamp(ILoggingEvent event, EcsWriter out) {
    long millis = event.getTimeStamp();
    int milliOfSecond = Math.floorMod(millis, 1000);
    int nano = event.getNanoseconds();
    if (nano < 0 || nano / NANOS_PER_MILLI != milliOfSecond) {
      nano = milliOfSecond * NANOS_PER_MILLI; // events of other makes: -1, or 0
    }
    out.timestamp(Math.floorDiv(millis, 1000L), nano);
  }

  private static void writeOrigin(StackTraceElement @Nullable [] frames, EcsWriter out) {
    if (frames != null && frames.length > 0) {
      StackTraceElement caller = frames[0];
      out.origin(caller.getFileName(), caller.getLineNumber(), caller.getMethodName());
    }
  }

  private static void writeKeyValues(@Nullable List<KeyValuePair> pairs, EcsWriter out) {
    if (pairs == null) {
      return;
    }
    for (int i = 0; i < pairs.size(); i++) {
      KeyValuePair pair = pairs.get(i);
      if (pair != null) {
        out.keyValue(pair.key, pair.value);
      }
    }
  }
}
