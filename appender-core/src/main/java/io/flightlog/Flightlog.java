package io.flightlog;

import io.flightlog.metrics.PipelineStats;
import java.time.Duration;
import java.util.List;

/**
 * Every pipeline of this class loader at once, whichever appenders use them: for an application
 * that wants its log delivered at a certain point, such as the end of a batch job or of a request
 * to a function. Any thread.
 */
public final class Flightlog {
  private Flightlog() {}

  /**
   * Waits until what was logged before this call has met its fate in every pipeline, or the time is
   * over; all share the one deadline. An interrupt ends the wait and leaves the flag set.
   *
   * @return the worst result of all, with the unsettled events of all; DELIVERED when none runs
   */
  public static FlushResult flush(Duration timeout) {
    return PipelineRegistry.shared().flush(timeout);
  }

  /** A reading of each pipeline that runs or is being closed, oldest first. */
  public static List<PipelineStats> pipelines() {
    return PipelineRegistry.shared().stats();
  }
}
