package io.flightlog.logback;

/** An application that is undeployed: it starts, logs, is reloaded and stops. */
public final class UnloadableProgram {
  private UnloadableProgram() {}

  /**
   * @param args the server's URL
   */
  public static void main(String[] args) {
    String options = "<url>" + args[0] + "</url>";
    LogbackContext logback = LogbackContext.withOptions(options);
    logback.logger("app").info("first");
    logback.configure(options);
    logback.logger("app").info("second");
    logback.close();
  }
}
