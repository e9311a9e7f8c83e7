package io.flightlog.logback;

/** An application whose credentials are in its environment, and that prints all statuses. */
final class EnvironmentProgram {
  private EnvironmentProgram() {}

  /**
   * @param args the server's URL, and the words of the option apiKey
   */
  public static void main(String[] args) {
    LogbackContext logback = LogbackContext.create();
    logback.configureWhole(
        """
        <configuration>
          <statusListener class="ch.qos.logback.core.status.OnConsoleStatusListener"/>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            <url>%s</url>
            <durability>memory</durability>
            <apiKey>%s</apiKey>
          </appender>
          <root level="INFO"><appender-ref ref="ELASTIC"/></root>
        </configuration>
        """
            .formatted(args[0], args[1]));
    logback.logger("app").info("an event");
    logback.close();
  }
}
