package io.flightlog.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One application with one logging framework and one Flightlog appender in it, as {@link
 * PipelineContract} drives it. Started and stopped by the test thread; {@link #log} is called by
 * many threads. Each test makes its own.
 */
public interface LoggingHost extends AutoCloseable {

  /**
   * Configures the framework with the appender and starts both. Returns normally even if the
   * appender refused its configuration: the reason then is among {@link #problems()}.
   *
   * @param options by their names in the configuration page, dotted where nested ({@code url},
   *     {@code queue.maxWait}), as a user would write them ({@code 50 ms}, {@code 1 MiB})
   */
  void start(Map<String, String> options);

  /** True if the appender takes events. */
  boolean running();

  /** The framework's ERROR messages about the appender since {@link #start}, oldest first. */
  List<String> problems();

  /** Performs the call through the framework's logger; never throws because of the appender. */
  void log(LogCall call);

  /** Asks the pipeline to settle what was logged so far; false if it did not within the time. */
  boolean flush(Duration atMost);

  /** Stops the framework, as an application does when it ends; a second call does nothing. */
  void stop();

  @Override
  default void close() {
    stop();
  }

  /** The appender's counters; still answers after {@link #stop()}. */
  PipelineStatistics statistics();
}
