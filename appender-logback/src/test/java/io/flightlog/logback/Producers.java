package io.flightlog.logback;

import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.spi.MDCAdapter;

/** Threads of an application that log as fast as they may. */
final class Producers {
  private final List<Thread> threads = new ArrayList<>();

  /** Starts them; each puts its task and user into the MDC, as schedulers do. */
  static Producers start(LogbackContext logback, int threads, int eventsEach) {
    Producers producers = new Producers();
    for (int t = 0; t < threads; t++) {
      String name = "producer-" + t;
      Thread thread = new Thread(() -> log(logback, name, eventsEach), name);
      producers.threads.add(thread);
      thread.start();
    }
    return producers;
  }

  boolean running() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  private static void log(LogbackContext logback, String name, int events) {
    MDCAdapter mdc = logback.context().getMDCAdapter();
    mdc.put("task.id", "invoice-" + name);
    mdc.put("task.name", "invoice");
    mdc.put("user.id", "anna");
    Logger log = logback.logger("app.Invoices");
    for (int i = 0; i < events; i++) {
      log.info("{} wrote line {} of {}", name, i, events);
    }
  }
}
