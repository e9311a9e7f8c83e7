package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.LogPipeline;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Diagnostics;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline of one appender, through its starts and stops. Started and stopped by any lifecycle
 * thread, a shutdown hook among them; one waits for the other, or the JVM could exit while the
 * first still delivers. Read by callers without a lock.
 */
final class Recording {
  private final ReentrantLock lifecycle = new ReentrantLock();

  /** Stays when stopped, closed, so that late events are counted. */
  private volatile @Nullable LogPipeline<ILoggingEvent> pipeline;

  private boolean running;

  /** Does nothing while it runs. */
  void start(String name, PipelineConfig config, Diagnostics diagnostics) {
    lifecycle.lock();
    try {
      if (running) {
        return;
      }
      LogbackEncoder encoder = new LogbackEncoder(config.event().callerData());
      pipeline = LogPipeline.start(name, config, encoder, diagnostics);
      running = true;
    } finally {
      lifecycle.unlock();
    }
  }

  /** Ends by the pipeline's own deadline. */
  void stop() {
    lifecycle.lock();
    try {
      LogPipeline<ILoggingEvent> current = pipeline;
      if (running && current != null) {
        running = false;
        current.close();
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /** The running one, else the last one, else null. */
  @Nullable LogPipeline<ILoggingEvent> pipeline() {
    return pipeline;
  }
}
