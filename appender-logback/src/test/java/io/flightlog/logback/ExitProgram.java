package io.flightlog.logback;

import ch.qos.logback.classic.Logger;

/** An application that logs a few hundred lines and ends, in one of several ways. */
final class ExitProgram {
  static final int EVENTS = 500;

  private ExitProgram() {}

  /**
   * @param args the server's URL, and how to end
   */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] args) {
    LogbackContext logback = LogbackContext.create();
    String hook = args[1].endsWith("shutdownHook") ? "<shutdownHook/>" : "";
    logback.configureWhole(
        """
        <configuration>
          %s
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            <url>%s</url>
            <batch><linger>1 min</linger></batch>
            <shutdownTimeout>%s</shutdownTimeout>
          </appender>
          <root level="INFO"><appender-ref ref="ELASTIC"/></root>
        </configuration>
        """
            .formatted(hook, args[0], shutdownTimeout(args[1])));
    Logger log = logback.logger("app");
    for (int i = 0; i < EVENTS; i++) {
      log.info("event {}", i);
    }
    switch (args[1]) {
      case "return", "shutdownHook" -> {
        // main ends, and with it the JVM
      }
      case "otherHook" ->
          Runtime.getRuntime().addShutdownHook(new Thread(logback::close, "of-the-application"));
      case "reset" -> logback.context().reset();
      case "exitWhileLogging", "exitWhileLogging with shutdownHook" ->
          log.info("{}", new Exiting());
      default -> throw new IllegalArgumentException(args[1]);
    }
  }

  /** A call that never returns is waited for, half of the time; else there is time enough. */
  private static String shutdownTimeout(String way) {
    return way.startsWith("exitWhileLogging") ? "8 s" : "1 min";
  }

  private static final class Exiting {
    @Override
    public String toString() {
      System.exit(0);
      return "never";
    }
  }
}
