package io.flightlog.log4j2;

import io.flightlog.testkit.Load;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** One application's Log4j2, configured from the text of a {@code log4j2.xml}. */
final class Log4jContext implements AutoCloseable {
  private final LoggerContext context;
  private final StatusLines status = new StatusLines();

  private Log4jContext(LoggerContext context) {
    this.context = context;
  }

  /** Not configured yet, and apart from the JVM's own. */
  static Log4jContext create() {
    return new Log4jContext(new LoggerContext("test"));
  }

  static Log4jContext in(LoggerContext context) {
    return new Log4jContext(context);
  }

  /** With one appender of ours at the root that has these options. */
  static Log4jContext withOptions(Map<String, String> options) {
    return create().configure(Xml.appender(options));
  }

  /** Beside the given appender named ELASTIC, one at the root that lists what it gets. */
  Log4jContext configure(String appender) {
    return configureWhole(
        """
        <Configuration status="off" shutdownHook="disable">
          <Appenders><Listing name="LIST"/>%s</Appenders>
          <Loggers>
            <Root level="DEBUG"><AppenderRef ref="LIST"/><AppenderRef ref="ELASTIC"/></Root>
          </Loggers>
        </Configuration>
        """
            .formatted(appender));
  }

  /** With the given appender named ELASTIC alone, at the root. */
  Log4jContext configureAlone(String appender) {
    return configureWhole(
        """
        <Configuration status="off" shutdownHook="disable">
          <Appenders>%s</Appenders>
          <Loggers><Root level="DEBUG"><AppenderRef ref="ELASTIC"/></Root></Loggers>
        </Configuration>
        """
            .formatted(appender));
  }

  /** As at the start, or as a reconfiguration if it is configured already. */
  Log4jContext configureWhole(String xml) {
    try {
      ConfigurationSource source =
          new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      context.start(new XmlConfiguration(context, source));
      return this;
    } catch (IOException malformed) {
      throw new UncheckedIOException(xml, malformed);
    }
  }

  /** Null if it refused its options. */
  ElasticsearchAppender appender() {
    return context.getConfiguration().getAppender("ELASTIC");
  }

  /** Events that the other appender got. */
  List<LogEvent> listed() {
    Listing listing = context.getConfiguration().getAppender("LIST");
    return listing.events();
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  LoggerContext context() {
    return context;
  }

  /** Messages of the status logger, of this level or worse, oldest first. */
  List<String> statuses(Level level) {
    return status.atLeast(level);
  }

  List<String> errors() {
    return statuses(Level.ERROR);
  }

  /** Logs {@code load 1}, {@code load 2} … until closed. */
  Load load() {
    Logger log = logger("app.Load");
    return new Load(number -> log.info("load {}", number));
  }

  @Override
  public void close() {
    context.stop(1, TimeUnit.MINUTES);
    status.end();
  }
}
