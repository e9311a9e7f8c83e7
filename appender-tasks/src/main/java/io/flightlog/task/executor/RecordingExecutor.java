package io.flightlog.task.executor;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** See {@link TaskExecutors#recording}. As thread-safe as the executor that it hands to. */
final class RecordingExecutor extends AbstractExecutorService implements ScheduledExecutorService {
  private final ScheduledExecutorService executor;

  RecordingExecutor(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(
        task instanceof RecordedFuture ? task : RecordedTask.of(task, Schedule.atOnce()));
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new RecordedFuture<>(RecordedTask.of(task, Schedule.atOnce()), value);
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new RecordedFuture<>(RecordedTask.of(task, Schedule.atOnce()));
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    return executor.invokeAny(recorded(tasks));
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return executor.invokeAny(recorded(tasks), timeout, unit);
  }

  private static <T extends @Nullable Object> List<Callable<T>> recorded(
      Collection<? extends Callable<T>> tasks) {
    return tasks.stream().map(task -> RecordedTask.of(task, Schedule.atOnce())).toList();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return executor.schedule(RecordedTask.of(task, Schedule.after(delay, unit)), delay, unit);
  }

  @Override
  public <T extends @Nullable Object> ScheduledFuture<T> schedule(
      Callable<T> task, long delay, TimeUnit unit) {
    return executor.schedule(RecordedTask.of(task, Schedule.after(delay, unit)), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    Schedule schedule = Schedule.atFixedRate(initialDelay, period, unit);
    return executor.scheduleAtFixedRate(
        RecordedTask.of(task, schedule), initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    Schedule schedule = Schedule.withFixedDelay(initialDelay, delay, unit);
    return executor.scheduleWithFixedDelay(
        RecordedTask.of(task, schedule), initialDelay, delay, unit);
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  /** Catches what its task throws, so the recording lies within. */
  private static final class RecordedFuture<T extends @Nullable Object> extends FutureTask<T> {
    RecordedFuture(Runnable recorded, T value) {
      super(recorded, value);
    }

    RecordedFuture(Callable<T> recorded) {
      super(recorded);
    }
  }
}
