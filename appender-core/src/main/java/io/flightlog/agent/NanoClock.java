package io.flightlog.agent;

/**
 * A monotonic clock in nanoseconds, as {@link System#nanoTime()}: only differences mean anything.
 * Any thread.
 */
@FunctionalInterface
public interface NanoClock {
  NanoClock SYSTEM = System::nanoTime;

  long nanoTime();
}
