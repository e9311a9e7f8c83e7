package io.flightlog.task;

/**
 * What a task does, without a result.
 *
 * @param <X> what it may throw; {@code RuntimeException} where it throws nothing checked
 */
@FunctionalInterface
public interface TaskAction<X extends Exception> {
  void run() throws X;
}
