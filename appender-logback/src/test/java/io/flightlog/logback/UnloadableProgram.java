package io.flightlog.logback;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An application that is undeployed: it starts, logs, is reloaded twenty times meanwhile, stops.
 */
public final class UnloadableProgram {
  private static final int RELOADS = 20;

  private UnloadableProgram() {}

  /**
   * @param args the server's URL
   */
  public static void main(String[] args) throws InterruptedException {
    String options = "<url>" + args[0] + "</url>";
    LogbackContext logback = LogbackContext.withOptions(options);
    logback.logger("app").info("first");
    AtomicBoolean over = new AtomicBoolean();
    Thread load =
        new Thread(
            () -> {
              while (!over.get()) {
                logback.logger("load").info("in between");
              }
            });
    load.start();
    for (int i = 0; i < RELOADS; i++) {
      logback.configure(options);
    }
    over.set(true);
    load.join();
    logback.logger("app").info("last");
    logback.close();
  }
}
