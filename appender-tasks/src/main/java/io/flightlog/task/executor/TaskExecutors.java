package io.flightlog.task.executor;

import java.util.concurrent.ScheduledExecutorService;

/** Executors whose executions the log knows as runs of tasks. */
public final class TaskExecutors {
  private TaskExecutors() {}

  /**
   * An executor that hands everything to this one, and makes each execution a run, in the context
   * of the thread that handed the task in. A {@link NamedTask} is called what it says, any other by
   * its class. {@code task.trigger} is {@code execute}, {@code delay}, {@code fixed-rate} or {@code
   * fixed-delay}; {@code task.scheduled_at} is when it was to start.
   *
   * <p>An executor forgets a periodic task that throws, and says nothing: here the run's record and
   * a line at ERROR say so. What {@code shutdownNow} returns are tasks that are runs, too.
   */
  public static ScheduledExecutorService recording(ScheduledExecutorService executor) {
    return new RecordingExecutor(executor);
  }
}
