package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.flightlog.FlushResult;
import io.flightlog.testkit.FakeElasticsearch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.ReusableParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/**
 * What an event costs the heap of the thread that calls the appender, by the JVM's own count, with
 * the least of several rounds taken, since the JVM itself allocates now and then on any thread.
 */
class AllocationTest {
  private static final int EVENTS = 200_000;
  private static final int ROUNDS = 5;

  /** The JVM's own, now and then: a hundredth of a byte an event. */
  private static final int NOISE_BYTES = 2000;

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void anEventThatLog4jUsesAgainCostsNothing() {
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad();
        Log4jContext log4j = Log4jContext.create().configureAlone(Xml.appender(options(server)))) {
      ElasticsearchAppender appender = log4j.appender();
      LogEvent event = reusableEvent();
      long least = least(() -> append(appender, event));
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      assertEquals(0, appender.stats().droppedTotal());
      assertEquals(1L + EVENTS * (1L + ROUNDS), appender.stats().accepted());
      assertTrue(least <= NOISE_BYTES, least + " bytes for " + EVENTS + " events");
    }
  }

  /**
   * From the call of the logger on: Log4j2's reusable messages and events, and ours behind them.
   */
  @Test
  void aCallOfTheLoggerCostsNothing() {
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad();
        Log4jContext log4j = Log4jContext.create().configureAlone(Xml.appender(options(server)))) {
      Logger log = log4j.logger("app.Invoices");
      long least = least(() -> log(log));
      assertEquals(FlushResult.Outcome.DELIVERED, log4j.appender().flush(LONG).outcome());
      assertEquals(0, log4j.appender().stats().droppedTotal());
      assertTrue(least <= NOISE_BYTES, least + " bytes for " + EVENTS + " events");
    }
  }

  private long least(Runnable work) {
    work.run(); // warm: classes, caches and the writer's own buffers
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static void append(ElasticsearchAppender appender, LogEvent event) {
    for (int i = 0; i < EVENTS; i++) {
      appender.append(event);
    }
  }

  /** Arguments that are no objects: boxing them is the caller's own. */
  private static void log(Logger log) {
    for (int i = 0; i < EVENTS; i++) {
      log.info("wrote line {} of {} for {}", "seven", "many", "anna");
    }
  }

  private static LogEvent reusableEvent() {
    MutableLogEvent event = new MutableLogEvent();
    event.setLoggerName("app.Invoices");
    event.setThreadName("pool-1-thread-7");
    event.setLevel(org.apache.logging.log4j.Level.INFO);
    ReusableParameterizedMessage message =
        (ReusableParameterizedMessage)
            ReusableMessageFactory.INSTANCE.newMessage("wrote line {} of {}", 7, "many");
    event.setMessage(message);
    ((MutableInstant) event.getInstant()).initFromEpochSecond(1_800_000_000L, 123_456_000);
    SortedArrayStringMap context = new SortedArrayStringMap();
    context.putValue("instance", "billing-1");
    context.putValue("span.id", "00f067aa0ba902b7");
    context.putValue("task.attempt", "3");
    context.putValue("task.id", "invoice-4711");
    context.putValue("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
    context.putValue("user.id", "anna");
    event.setContextData(context);
    return event;
  }

  private static Map<String, String> options(FakeElasticsearch server) {
    return Map.of("url", server.url().toString(), "queue.maxWait", "1 min", "statusInterval", "0");
  }
}
