package io.flightlog.task;

import org.jspecify.annotations.Nullable;

/**
 * What a task does, with a result.
 *
 * @param <X> what it may throw; {@code RuntimeException} where it throws nothing checked
 */
@FunctionalInterface
public interface TaskCall<T extends @Nullable Object, X extends Exception> {
  T call() throws X;
}
