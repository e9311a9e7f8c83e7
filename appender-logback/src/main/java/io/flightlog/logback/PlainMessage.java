package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Formats a message with plain arguments (texts, numbers, booleans, null) as SLF4J's {@code
 * MessageFormatter} would, but into a builder that is there already. Anything else is left to the
 * event, which keeps what it formatted for the other appenders: an argument's {@code toString()} is
 * called once, however many there are. Stateless.
 */
final class PlainMessage {
  private static final String PLACE = "{}";
  private static final char ESCAPE = '\\';

  private PlainMessage() {}

  /** Whether {@link #append} says what the event itself would. */
  static boolean isPlain(ILoggingEvent event) {
    if (event.getClass() != LoggingEvent.class) {
      return false;
    }
    @Nullable Object @Nullable [] arguments = event.getArgumentArray();
    String pattern = event.getMessage();
    if (arguments == null || pattern == null || pattern.indexOf(ESCAPE) >= 0) {
      return false;
    }
    for (Object argument : arguments) {
      if (!isPlain(argument)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(@Nullable Object argument) {
    return argument == null
        || argument instanceof String
        || argument instanceof Integer
        || argument instanceof Long
        || argument instanceof Boolean
        || argument instanceof Double
        || argument instanceof Short
        || argument instanceof Character
        || argument instanceof Float
        || argument instanceof Byte;
  }

  /** Appends the formatted message of a plain event. */
  static void append(ILoggingEvent event, StringBuilder out) {
    String pattern = event.getMessage();
    int from = 0;
    for (Object argument : event.getArgumentArray()) {
      int place = pattern.indexOf(PLACE, from);
      if (place < 0) {
        break;
      }
      out.append(pattern, from, place);
      append(argument, out);
      from = place + PLACE.length();
    }
    out.append(pattern, from, pattern.length());
  }

  /** Numbers by the builder's own methods: no text of theirs is made. */
  private static void append(@Nullable Object argument, StringBuilder out) {
    if (argument instanceof Integer number) {
      out.append(number.intValue());
    } else if (argument instanceof Long number) {
      out.append(number.longValue());
    } else {
      out.append(argument);
    }
  }
}
