package io.flightlog.examples.plainjava;

import ch.qos.logback.classic.LoggerContext;
import io.flightlog.task.executor.NamedTask;
import io.flightlog.task.executor.TaskExecutors;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A service with a scheduler of the JDK. Runs until a signal ends it; then the tasks come first,
 * and the logging after them.
 */
public final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final ScheduledExecutorService scheduler =
      TaskExecutors.recording(Executors.newScheduledThreadPool(2));
  private int swept;

  private Housekeeping() {}

  public static void main(String[] args) {
    Housekeeping housekeeping = new Housekeeping();
    Runtime.getRuntime().addShutdownHook(new Thread(housekeeping::stop, "stop"));
    housekeeping.start();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what becomes of a task is in its record
  private void start() {
    scheduler.scheduleAtFixedRate(
        NamedTask.named("sweep-carts", this::sweepCarts), 0, 200, TimeUnit.MILLISECONDS);
    scheduler.scheduleWithFixedDelay(
        NamedTask.named("refresh-rates", Housekeeping::refreshRates),
        100,
        300,
        TimeUnit.MILLISECONDS);
    // whoever asks for something is the user of its run, on whatever thread that is
    MDC.put("user.id", "alice");
    scheduler.schedule(
        NamedTask.named("send-digest", "digest-42", Housekeeping::sendDigest),
        250,
        TimeUnit.MILLISECONDS);
    MDC.clear();
  }

  private void sweepCarts() {
    swept++;
    log.info("Swept {} carts", swept);
    if (swept == 5) {
      throw new IllegalStateException("cart 5 is locked");
    }
  }

  private static void refreshRates() {
    log.info("Rates are fresh");
  }

  private static void sendDigest() {
    log.info("Sending the digest");
    throw new IllegalStateException("no mail server");
  }

  private void stop() {
    scheduler.shutdown();
    try {
      if (!scheduler.awaitTermination(10, TimeUnit.SECONDS)) {
        scheduler.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
