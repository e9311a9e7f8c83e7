package io.flightlog.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import io.flightlog.testkit.Load;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** One application's Logback, configured from the text of a {@code logback.xml}. */
final class LogbackContext implements AutoCloseable {
  private final LoggerContext context;

  private LogbackContext(LoggerContext context) {
    this.context = context;
  }

  /** Not configured yet, and apart from the JVM's own. */
  static LogbackContext create() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.setName("test");
    return new LogbackContext(context);
  }

  /** The one that libraries of this JVM log to as well. */
  static LogbackContext ofThisJvm() {
    return new LogbackContext((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  /** With one appender of ours at the root, which holds these elements. */
  static LogbackContext withOptions(String elements) {
    return create().configure(elements);
  }

  /** Beside ours, an appender at the root that lists what it gets. */
  LogbackContext configure(String elements) {
    return configureWhole(
        """
        <configuration>
          <appender name="LIST" class="ch.qos.logback.core.read.ListAppender"/>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            %s
          </appender>
          <root level="DEBUG">
            <appender-ref ref="LIST"/>
            <appender-ref ref="ELASTIC"/>
          </root>
        </configuration>
        """
            .formatted(elements));
  }

  /** As a scan reload does: the old configuration is reset first. */
  LogbackContext configureWhole(String xml) {
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException malformed) {
      throw new IllegalArgumentException(xml, malformed);
    }
    context.start();
    return this;
  }

  /** From a file, which Logback can watch. */
  LogbackContext configureFrom(Path file) {
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(file.toFile());
    } catch (JoranException malformed) {
      throw new IllegalArgumentException(file.toString(), malformed);
    }
    context.start();
    return this;
  }

  ElasticsearchAppender appender() {
    return (ElasticsearchAppender) logger(Logger.ROOT_LOGGER_NAME).getAppender("ELASTIC");
  }

  /** Events that the other appender got. */
  List<ILoggingEvent> listed() {
    Appender<ILoggingEvent> list = logger(Logger.ROOT_LOGGER_NAME).getAppender("LIST");
    return List.copyOf(((ListAppender<ILoggingEvent>) list).list);
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  LoggerContext context() {
    return context;
  }

  /** Messages of the status channel, of this level or worse, oldest first. */
  List<String> statuses(int level) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= level)
        .map(Status::getMessage)
        .toList();
  }

  List<String> errors() {
    return statuses(Status.ERROR);
  }

  /** Logs {@code load 1}, {@code load 2} … until closed. */
  Load load() {
    Logger log = logger("app.Load");
    return new Load(number -> log.info("load {}", number));
  }

  @Override
  public void close() {
    context.stop();
  }
}
