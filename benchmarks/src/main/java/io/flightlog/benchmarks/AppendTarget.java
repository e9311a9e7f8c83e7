package io.flightlog.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subject in this JVM, which has never logged before, and its receiver in another: for
 * measurements that call the logger themselves. Any thread logs; one starts, settles and closes.
 */
public final class AppendTarget implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long QUIET_MILLIS = 20_000;

  private final Subject subject;
  private final @Nullable Child receiver;
  private final Logger log;
  private final AtomicLong sequences = new AtomicLong();

  private AppendTarget(Subject subject, @Nullable Child receiver, Logger log) {
    this.subject = subject;
    this.receiver = receiver;
    this.log = log;
  }

  /**
   * Starts the receiver, and logging in this JVM.
   *
   * @param directory empty
   */
  public static AppendTarget start(Subject subject, Path directory) throws InterruptedException {
    Path file = directory.resolve("events.log");
    if (subject.receiver() == ReceiverKind.NONE) {
      return logging(subject, null, 0, file);
    }
    Child receiver =
        Child.start(
            "receiver",
            directory,
            ReceiverProgram.class,
            List.of("-Xmx1g"),
            subject.receiver().name(),
            file);
    try {
      return logging(subject, receiver, receiver.await("ready", LIMIT).number("port"), file);
    } catch (RuntimeException | InterruptedException e) {
      receiver.close();
      throw e;
    }
  }

  private static AppendTarget logging(
      Subject subject, @Nullable Child receiver, long port, Path file) {
    subject.properties(port, file).forEach(System::setProperty);
    return new AppendTarget(subject, receiver, LoggerFactory.getLogger(Workload.LOGGER));
  }

  /** Gives this thread the MDC of a task, as {@link Workload} does. */
  public void enterTask(int thread) {
    Workload.enterTask(thread);
  }

  /** The first of so many sequences, which are the caller's to log. */
  public long claim(int events) {
    return sequences.getAndAdd(events);
  }

  /** One event. */
  public void log(long sequence) {
    Workload.log(log, sequence);
  }

  /**
   * Waits until all that was logged has been received, so that nobody waits for room afterwards.
   *
   * @throws IllegalStateException if something is lost: a figure of what loses is none
   */
  public void settle() throws InterruptedException {
    if (receiver == null) {
      return;
    }
    long wanted = sequences.get() + subject.ownEvents();
    receiver.tell("await " + wanted + " " + QUIET_MILLIS);
    long arrived = receiver.await("arrived", LIMIT).number("events");
    if (arrived < wanted) {
      throw new IllegalStateException(subject.id() + " has lost " + (wanted - arrived));
    }
  }

  /** Ends both. */
  @Override
  public void close() {
    Framework.ofThisJvm().stop();
    if (receiver != null) {
      receiver.close();
    }
  }
}
