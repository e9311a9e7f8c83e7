package io.flightlog.examples.fleet;

import ch.qos.logback.classic.LoggerContext;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.metrics.PipelineStats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logback, as {@code scheduler/logback.xml} says. */
final class LogbackLogging implements Logging {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final ElasticsearchAppender appender =
      (ElasticsearchAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ELASTIC");

  @Override
  public @Nullable PipelineStats stats() {
    return appender.stats();
  }

  @Override
  public void stop() {
    context.stop();
  }
}
