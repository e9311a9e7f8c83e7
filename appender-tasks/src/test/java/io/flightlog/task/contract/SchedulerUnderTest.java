package io.flightlog.task.contract;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler with Flightlog's adapter, and its store, which its instances share. Jobs have a key
 * for a payload, and call {@link ContractJobs#perform} with it. Driven by the test's thread.
 */
public interface SchedulerUnderTest extends AutoCloseable {
  /** Starts an instance that runs what waits and what comes, on so many threads. */
  void startInstance(int workers) throws Exception;

  /**
   * Hands a job in, to run as soon as possible. The user and the trace of the run are those of the
   * calling thread's MDC.
   *
   * @param attempts how often it is tried in all, soon after each other; 1 where it is not retried
   */
  void enqueue(String key, int attempts) throws Exception;

  /** Interrupts the thread that runs the job, by what the scheduler has for that. */
  void interrupt(String key) throws Exception;

  /** What {@code task.name} says. */
  String taskName();

  /** What {@code task.id} says; null if the scheduler draws it. */
  @Nullable String taskId(String key);

  /** Logger of the scheduler's own line about a job that threw; empty if it has no such line. */
  default Optional<String> failureLogger() {
    return Optional.empty();
  }

  @Override
  void close() throws Exception;
}
