package io.flightlog.log4j2;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.logging.log4j.core.Logger;

/** Two threads that log, each message once, until closed. */
final class Load implements AutoCloseable {
  private static final long PAUSE_NANOS = 50_000;

  private final Logger log;
  private final AtomicLong number = new AtomicLong();
  private final List<Thread> threads =
      IntStream.range(0, 2).mapToObj(t -> new Thread(this::run, "load-" + t)).toList();
  private volatile boolean stopped;

  Load(Log4jContext log4j) {
    this.log = log4j.logger("app.Load");
    threads.forEach(Thread::start);
  }

  long logged() {
    return number.get();
  }

  private void run() {
    while (!stopped) {
      log.info("load {}", number.incrementAndGet());
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
