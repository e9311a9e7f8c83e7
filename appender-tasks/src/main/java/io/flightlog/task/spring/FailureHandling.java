package io.flightlog.task.spring;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.util.ErrorHandler;
import org.springframework.util.ReflectionUtils;

/**
 * Which error handler Spring's schedulers would call for a task of ours. They call it around the
 * task, when the run has ended; so the run calls it itself, first, and Spring's own line has the
 * fields of the run. What the handler lets through goes on to the scheduler. Some of them call
 * theirs for that, too: there, only a handler that swallows everything may be called first.
 */
final class FailureHandling {
  /** Leaves it to whoever runs the task. */
  private static final ErrorHandler ELSEWHERE = ReflectionUtils::rethrowRuntimeException;

  private FailureHandling() {}

  /** Of a task that a trigger starts. */
  static ErrorHandler ofTrigger(TaskScheduler scheduler) {
    SpringField handler = ownHandler(scheduler);
    return handler.isKnown() && handler.value() == null ? swallowing(scheduler) : ELSEWHERE;
  }

  /** Of a task that starts at a time, once or again and again. */
  static ErrorHandler ofTime(TaskScheduler scheduler, Runnable task, boolean isRepeating) {
    if (scheduler instanceof SimpleAsyncTaskScheduler) {
      return ofTrigger(scheduler);
    }
    SpringField handler = ownHandler(scheduler);
    if (!handler.isKnown() || task instanceof DelegatingErrorHandlingRunnable) {
      return ELSEWHERE;
    }
    return handler.value() == null
        ? TaskUtils.getDefaultErrorHandler(isRepeating)
        : (ErrorHandler) handler.value();
  }

  /** One that hands its tasks to threads says little of failures once it has been stopped. */
  private static ErrorHandler swallowing(TaskScheduler scheduler) {
    ErrorHandler swallowing = TaskUtils.getDefaultErrorHandler(true);
    return scheduler instanceof SimpleAsyncTaskScheduler threads
        ? thrown -> (threads.isRunning() ? swallowing : ELSEWHERE).handleError(thrown)
        : swallowing;
  }

  private static SpringField ownHandler(TaskScheduler scheduler) {
    return scheduler instanceof ThreadPoolTaskScheduler
            || scheduler instanceof ConcurrentTaskScheduler
            || scheduler instanceof SimpleAsyncTaskScheduler
        ? SpringField.of(scheduler, "errorHandler")
        : SpringField.UNKNOWN;
  }
}
