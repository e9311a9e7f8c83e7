package io.flightlog.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Two threads that log, each number once, until closed. Closed by the thread that made it. */
public final class Load implements AutoCloseable {
  private static final long PAUSE_NANOS = 50_000;

  private final LongConsumer log;
  private final AtomicLong number = new AtomicLong();
  private final List<Thread> threads =
      IntStream.range(0, 2).mapToObj(t -> new Thread(this::run, "load-" + t)).toList();
  private volatile boolean stopped;

  /**
   * Starts them.
   *
   * @param log logs an event with that number; called by both threads
   */
  public Load(LongConsumer log) {
    this.log = log;
    threads.forEach(Thread::start);
  }

  /** How many have been logged, or are about to be. */
  public long logged() {
    return number.get();
  }

  /** Waits until so many more have been. */
  public void awaitMore(long events, Duration atMost) {
    long enough = logged() + events;
    Eventually.await(events + " more events", atMost, () -> logged() >= enough);
  }

  private void run() {
    while (!stopped) {
      log.accept(number.incrementAndGet());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }
}
