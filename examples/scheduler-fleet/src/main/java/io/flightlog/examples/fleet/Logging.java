package io.flightlog.examples.fleet;

import io.flightlog.metrics.PipelineStats;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The logging of this process, through whichever framework is on its class path. Any thread. */
interface Logging {
  static Logging ofThisProcess() {
    String framework = LoggerFactory.getILoggerFactory().getClass().getName();
    return framework.startsWith("ch.qos.logback.") ? new LogbackLogging() : new Log4j2Logging();
  }

  /**
   * The counters of the appender {@code ELASTIC}, also after {@link #stop}; null if it never
   * started.
   */
  @Nullable PipelineStats stats();

  /** Sends what was logged, and ends. */
  void stop();
}
