package io.flightlog.logback;

import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LoggingHost;
import io.flightlog.testkit.PipelineStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.MDCAdapter;

/** An application with Logback; the thread and the time of a call are those of this host. */
final class LogbackHost implements LoggingHost {
  private final LogbackContext logback = LogbackContext.create();
  private final BasicMarkerFactory markers = new BasicMarkerFactory();
  private ElasticsearchAppender appender;

  @Override
  public void start(Map<String, String> options) {
    appender = logback.configure(Xml.elements(options)).appender();
  }

  @Override
  public boolean running() {
    return appender.isStarted();
  }

  @Override
  public List<String> problems() {
    return logback.errors();
  }

  @Override
  public void log(LogCall call) {
    MDCAdapter mdc = logback.context().getMDCAdapter();
    call.mdc().forEach(mdc::put);
    try {
      LoggingEventBuilder event =
          logback.logger(call.logger()).atLevel(Level.valueOf(call.level().name()));
      event = event.setMessage(call.message()).setCause(call.throwable());
      for (Object argument : call.argumentsOrEmpty()) {
        event = event.addArgument(argument);
      }
      for (LogCall.KeyValue pair : call.keyValues()) {
        event = event.addKeyValue(pair.key(), pair.value());
      }
      for (String name : call.markers()) {
        event = event.addMarker(markers.getDetachedMarker(name));
      }
      event.log();
    } finally {
      call.mdc().keySet().forEach(mdc::remove);
    }
  }

  @Override
  public boolean flush(Duration atMost) {
    return appender.flush(atMost).outcome() == FlushResult.Outcome.DELIVERED;
  }

  @Override
  public void stop() {
    logback.close();
  }

  @Override
  public PipelineStatistics statistics() {
    PipelineStats stats = Objects.requireNonNull(appender.stats());
    return new PipelineStatistics(
        stats.offered(),
        stats.accepted(),
        0,
        stats.droppedTotal(),
        stats.delivered(),
        stats.redirected(),
        stats.deadLettered(),
        stats.lostTotal(),
        stats.resident(),
        0);
  }
}
