package io.flightlog.task.spring;

import io.flightlog.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.PeriodicTrigger;

/**
 * Hands each task to the scheduler that is chosen for it, as a {@link RecordedTask}. As thread-safe
 * as those are.
 */
final class RecordingTaskScheduler implements TaskScheduler {
  private static final String FIXED_RATE = "fixed-rate";
  private static final String FIXED_DELAY = "fixed-delay";

  private final Function<Runnable, TaskScheduler> targets;

  RecordingTaskScheduler(Function<Runnable, TaskScheduler> targets) {
    this.targets = targets;
  }

  @Override
  public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
    TaskScheduler target = targets.apply(task);
    TriggerTimes times = new TriggerTimes(trigger);
    return target.schedule(
        new RecordedTask(task, word(trigger), times, null, FailureHandling.ofTrigger(target)),
        times);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
    TaskScheduler target = targets.apply(task);
    return target.schedule(
        new RecordedTask(
            task,
            "delay",
            now -> startTime,
            TaskContext.capture(),
            FailureHandling.ofTime(target, task, false)),
        startTime);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
    return periodic(
        task,
        FIXED_RATE,
        startTime,
        period,
        (target, run) -> target.scheduleAtFixedRate(run, startTime, period));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
    return periodic(
        task,
        FIXED_RATE,
        Instant.now(),
        period,
        (target, run) -> target.scheduleAtFixedRate(run, period));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, Instant startTime, Duration delay) {
    return periodic(
        task,
        FIXED_DELAY,
        startTime,
        delay,
        (target, run) -> target.scheduleWithFixedDelay(run, startTime, delay));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
    return periodic(
        task,
        FIXED_DELAY,
        Instant.now(),
        delay,
        (target, run) -> target.scheduleWithFixedDelay(run, delay));
  }

  /** Without a task there is no choice: the system's, unless there is but one scheduler. */
  @Override
  public Clock getClock() {
    return targets.apply(() -> {}).getClock();
  }

  private ScheduledFuture<?> periodic(
      Runnable task, String trigger, Instant first, Duration period, Handover handover) {
    TaskScheduler target = targets.apply(task);
    PeriodicTimes times = new PeriodicTimes(first, period);
    ScheduledFuture<?> future =
        handover.schedule(
            target,
            new RecordedTask(
                task, trigger, times, null, FailureHandling.ofTime(target, task, true)));
    times.follow(future);
    return future;
  }

  private static String word(Trigger trigger) {
    if (trigger instanceof CronTrigger) {
      return "cron";
    }
    if (trigger instanceof PeriodicTrigger periodic) {
      return periodic.isFixedRate() ? FIXED_RATE : FIXED_DELAY;
    }
    return "trigger";
  }

  private interface Handover {
    ScheduledFuture<?> schedule(TaskScheduler target, Runnable run);
  }
}
