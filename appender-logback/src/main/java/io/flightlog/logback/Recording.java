package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.PipelineLease;
import io.flightlog.PipelineRegistry;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Diagnostics;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one appender holds of a pipeline, through its starts and stops. Started and stopped by any
 * lifecycle thread, a shutdown hook among them; one waits for the other, or the JVM could exit
 * while the first still delivers. Read by callers without a lock.
 */
final class Recording {
  private final ReentrantLock lifecycle = new ReentrantLock();

  /** Stays when stopped, so that late events are counted. */
  private volatile @Nullable PipelineLease<ILoggingEvent> lease;

  private boolean running;

  /** Does nothing while it runs. */
  void start(Object scope, String name, PipelineConfig config, Diagnostics diagnostics) {
    lifecycle.lock();
    try {
      if (running) {
        return;
      }
      LogbackEncoder encoder = new LogbackEncoder(config.event().callerData());
      lease = PipelineRegistry.shared().acquire(scope, name, config, encoder, diagnostics);
      running = true;
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * @param reload whether another configuration may follow: then it returns at once, else by the
   *     pipeline's own deadline
   */
  void stop(boolean reload) {
    lifecycle.lock();
    try {
      PipelineLease<ILoggingEvent> current = lease;
      if (!running || current == null) {
        return;
      }
      running = false;
      if (reload) {
        current.linger();
      } else {
        current.close();
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /** The one held, else the last one, else null. */
  @Nullable PipelineLease<ILoggingEvent> lease() {
    return lease;
  }
}
