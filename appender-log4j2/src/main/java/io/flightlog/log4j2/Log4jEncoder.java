package io.flightlog.log4j2;

import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.EventEncoder;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext.ContextStack;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Log4j2 event in the thread that calls the appender. Stateless; nothing of an event is
 * kept: events, messages and context maps are used again by Log4j2. Allocates nothing for reusable
 * messages. A message's own entries go before the context, because the first writer of a name wins.
 */
final class Log4jEncoder implements EventEncoder<LogEvent> {
  private static final String ROOT = "ROOT";
  private static final TriConsumer<String, Object, EcsWriter> CONTEXT_ENTRY =
      (key, value, out) -> out.mixedEntry(key, value);

  private final boolean callerData;

  /**
   * @param callerData whether to ask for the place of the call: a stack walk for each event
   */
  Log4jEncoder(boolean callerData) {
    this.callerData = callerData;
  }

  @Override
  public void encode(LogEvent event, EcsWriter out) {
    Instant instant = event.getInstant();
    out.timestamp(instant.getEpochSecond(), instant.getNanoOfSecond());
    Level level = event.getLevel();
    if (level != null) {
      out.level(level.name());
    }
    String logger = event.getLoggerName();
    out.logger(logger != null && logger.isEmpty() ? ROOT : logger);
    out.thread(event.getThreadName());
    Message message = event.getMessage();
    Messages.writeText(message, out);
    Throwable throwable = LoggedThrowable.of(event);
    if (throwable != null) {
      out.error(throwable);
    }
    MarkerTags.write(event.getMarker(), out);
    writeStack(event.getContextStack(), out);
    if (callerData) {
      writeOrigin(event.getSource(), out);
    }
    if (message instanceof MapMessage<?, ?> map) {
      Messages.writeEntries(map, out);
    }
    ReadOnlyStringMap context = event.getContextData();
    if (context != null && !context.isEmpty()) {
      context.forEach(CONTEXT_ENTRY, out);
    }
  }

  private static void writeStack(@Nullable ContextStack stack, EcsWriter out) {
    if (stack != null && stack.getDepth() > 0) {
      List<String> entries = stack.asList();
      for (int i = 0; i < entries.size(); i++) {
        out.tag(entries.get(i));
      }
    }
  }

  private static void writeOrigin(@Nullable StackTraceElement caller, EcsWriter out) {
    if (caller != null) {
      out.origin(caller.getFileName(), caller.getLineNumber(), caller.getMethodName());
    }
  }
}
