package io.flightlog.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a reload of the configuration from the end of an appender: Logback stops it alike. A reset
 * clears the objects of its context before it stops the appenders, also those that an {@code
 * AsyncAppender} stops on a thread of its own; so a mark among them is gone. {@code
 * LoggerContext.stop} is an end although it resets, except where Spring Boot configures: it stops
 * and resets whatever is there, and the same thread starts the next configuration at once.
 */
final class Reload {
  private static final String MARK = "io.flightlog.logback.configured";
  private static final String CONTEXT = LoggerContext.class.getName();
  private static final String SPRING_BOOT =
      "org.springframework.boot.logging.logback.LogbackLoggingSystem";

  private Reload() {}

  /** At the start of each appender. A value of the JDK, so that nothing of ours stays there. */
  static void prepareFor(@Nullable Context context) {
    if (context != null) {
      context.putObject(MARK, true);
    }
  }

  /** Whether the calling thread stops an appender so that another configuration may follow. */
  static boolean isUnderWay(@Nullable Context context) {
    return context != null && context.getObject(MARK) == null && !contextEnds();
  }

  private static boolean contextEnds() {
    return calls(CONTEXT, "stop") && !calls(SPRING_BOOT, "initialize");
  }

  private static boolean calls(String type, String method) {
    return StackWalker.getInstance().walk(frames -> contain(frames, type, method));
  }

  private static boolean contain(Stream<StackFrame> frames, String type, String method) {
    return frames.anyMatch(
        frame -> frame.getClassName().equals(type) && frame.getMethodName().equals(method));
  }
}
