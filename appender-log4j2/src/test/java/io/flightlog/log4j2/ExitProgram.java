package io.flightlog.log4j2;

import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * An application that logs a few hundred lines and ends, in one of several ways. Its log4j2.xml is
 * named by the system property {@code log4j2.configurationFile}.
 */
final class ExitProgram {
  static final int EVENTS = 500;

  private ExitProgram() {}

  /**
   * @param args how to end
   */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] args) {
    Logger log = LogManager.getLogger("app");
    for (int i = 0; i < EVENTS; i++) {
      log.info("event {}", i);
    }
    switch (args[0]) {
      case "return" -> {
        // main ends, and with it the JVM
      }
      case "shutdown" -> LogManager.shutdown();
      case "webAppStop" ->
          ((LoggerContext) LogManager.getContext(false)).stop(10, TimeUnit.SECONDS);
      case "exitWhileLogging" -> log.info("{}", new Exiting());
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static final class Exiting {
    @Override
    public String toString() {
      System.exit(0);
      return "never";
    }
  }
}
