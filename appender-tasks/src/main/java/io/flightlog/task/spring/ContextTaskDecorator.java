package io.flightlog.task.spring;

import io.flightlog.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskDecorator;

/**
 * Runs each task in the context of the thread that hands it over, and leaves the worker as it was.
 * {@link FlightlogTasks} puts it into executors that are beans; others take it by {@code
 * setTaskDecorator}. Not for schedulers, whose tasks come back by themselves.
 */
public final class ContextTaskDecorator implements TaskDecorator {
  private final @Nullable TaskDecorator inner;

  public ContextTaskDecorator() {
    this(null);
  }

  /**
   * @param inner another decorator, which works within the context
   */
  public ContextTaskDecorator(@Nullable TaskDecorator inner) {
    this.inner = inner;
  }

  @Override
  public Runnable decorate(Runnable task) {
    return TaskContext.capture().wrap(inner == null ? task : inner.decorate(task));
  }
}
