package io.flightlog.examples.fleet;

import io.flightlog.log4j2.ElasticsearchAppender;
import io.flightlog.metrics.PipelineStats;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;

/** Log4j2, as {@code scheduler/log4j2.xml} says. */
final class Log4j2Logging implements Logging {
  private final ElasticsearchAppender appender =
      LoggerContext.getContext(false).getConfiguration().getAppender("ELASTIC");

  @Override
  public @Nullable PipelineStats stats() {
    return appender.stats();
  }

  @Override
  public void stop() {
    LogManager.shutdown();
  }
}
