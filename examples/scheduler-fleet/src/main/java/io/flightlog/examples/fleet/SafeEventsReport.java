package io.flightlog.examples.fleet;

import io.flightlog.metrics.PipelineStats;
import java.util.concurrent.TimeUnit;

/**
 * Tells the controlling JVM, on standard output, how many events are safe by now; what it says must
 * be in Elasticsearch in the end, whatever becomes of this process. A daemon thread looks ten times
 * a second; {@link #tell} is for the end.
 */
final class SafeEventsReport {
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private final Logging logging;
  private SafeEvents told = SafeEvents.NONE;

  private SafeEventsReport(Logging logging) {
    this.logging = logging;
  }

  static SafeEventsReport start(Logging logging) {
    SafeEventsReport report = new SafeEventsReport(logging);
    Thread thread = new Thread(report::run, "safe-events-report");
    thread.setDaemon(true);
    thread.start();
    return report;
  }

  private void run() {
    try {
      while (true) {
        tell();
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints a line if there is news. */
  synchronized void tell() {
    PipelineStats stats = logging.stats();
    SafeEvents now = stats == null ? SafeEvents.NONE : SafeEvents.of(stats);
    if (!now.equals(told)) {
      told = now;
      System.out.println(now.line());
    }
  }
}
