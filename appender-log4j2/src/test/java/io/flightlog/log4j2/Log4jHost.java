package io.flightlog.log4j2;

import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LoggingHost;
import io.flightlog.testkit.PipelineStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogBuilder;
import org.apache.logging.log4j.ThreadContext;

/** An application with Log4j2; the thread and the time of a call are those of this host. */
final class Log4jHost implements LoggingHost {
  private final Log4jContext log4j = Log4jContext.create();
  private ElasticsearchAppender appender;

  @Override
  public void start(Map<String, String> options) {
    appender = log4j.configureAlone(Xml.appender(options)).appender();
  }

  @Override
  public boolean running() {
    return appender != null && appender.isStarted();
  }

  @Override
  public List<String> problems() {
    return log4j.errors();
  }

  @Override
  public void log(LogCall call) {
    call.mdc().forEach(ThreadContext::put);
    try {
      LogBuilder event =
          log4j
              .logger(call.logger())
              .atLevel(Level.valueOf(call.level().name()))
              .withMarker(Events.marker(call))
              .withThrowable(call.throwable());
      if (!call.keyValues().isEmpty()) {
        event.log(CallMessage.of(call));
      } else if (CallMessage.isPlain(call)) {
        event.log(call.message());
      } else {
        event.log(call.message(), call.argumentsOrEmpty());
      }
    } finally {
      ThreadContext.removeAll(call.mdc().keySet());
    }
  }

  @Override
  public boolean flush(Duration atMost) {
    return appender.flush(atMost).outcome() == FlushResult.Outcome.DELIVERED;
  }

  @Override
  public void stop() {
    log4j.close();
  }

  @Override
  public PipelineStatistics statistics() {
    return statistics(Objects.requireNonNull(appender.stats()));
  }

  /** In the words of the account. */
  static PipelineStatistics statistics(PipelineStats stats) {
    return new PipelineStatistics(
        stats.offered(),
        stats.accepted(),
        stats.adopted(),
        stats.droppedTotal(),
        stats.delivered(),
        stats.redirected(),
        stats.deadLettered(),
        stats.lostTotal(),
        stats.resident(),
        stats.spooled());
  }
}
