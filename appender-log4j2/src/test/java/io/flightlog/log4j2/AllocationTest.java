package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.flightlog.FlushResult;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.jmx.RingBufferAdmin;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.ReusableParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/**
 * What an event costs the heap of the threads it comes through before the pipeline's, by the JVM's
 * own count, over several rounds (in the full tier a million events), of which the least is taken:
 * the JVM itself allocates now and then on any thread.
 */
class AllocationTest {
  private static final int EVENTS =
      "full".equals(System.getProperty("flightlog.tier")) ? 200_000 : 20_000;
  private static final int ROUNDS = 5;

  /** The JVM's own, now and then. */
  private static final int NOISE_BYTES = 2000;

  /** The request as the HTTP client makes it. */
  private static final int SHIP_BYTES_PER_REQUEST = 16_000;

  /**
   * Log4j2's own on the caller, its clock's {@code Instant} first, unless the JIT does without: 56
   * were seen. Ours is held to nothing by the event that is handed to the appender itself.
   */
  private static final int CLOCK_BYTES = 112;

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void anEventThatLog4jUsesAgainCostsNothing() {
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad();
        Log4jContext log4j = Log4jContext.create().configureAlone(Xml.appender(options(server)))) {
      ElasticsearchAppender appender = log4j.appender();
      LogEvent event = reusableEvent();
      long least =
          least(
              threads::getCurrentThreadAllocatedBytes, () -> append(appender, event), NOISE_BYTES);
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      assertEquals(0, appender.stats().droppedTotal());
      assertEquals(
          1, appender.stats().accepted() % EVENTS, "the instance's record, and all events");
      assertTrue(least <= NOISE_BYTES, least + " bytes for " + EVENTS + " events");
    }
  }

  /** From the call of the logger on: Log4j2's reusable messages and events, and ours behind. */
  @Test
  void aCallOfTheLoggerCostsTheClockAtMost() {
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad();
        Log4jContext log4j = Log4jContext.create().configureAlone(Xml.appender(options(server)))) {
      Logger log = log4j.logger("app.Invoices");
      long least = least(threads::getCurrentThreadAllocatedBytes, () -> log(log), clockAndNoise());
      assertEquals(FlushResult.Outcome.DELIVERED, log4j.appender().flush(LONG).outcome());
      assertEquals(0, log4j.appender().stats().droppedTotal());
      assertTrue(least <= clockAndNoise(), least + " bytes for " + EVENTS + " events");
    }
  }

  @Test
  void behindAnAsynchronousLoggerItsThreadPaysNothingAndItsCallerTheClockAtMost() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad();
        Log4jContext log4j =
            Log4jContext.in(new AsyncLoggerContext("test"))
                .configureAlone(Xml.appender(options(server)))) {
      Logger log = log4j.logger("app.Invoices");
      long background = idOfNew("Log4j2-", before);
      ElasticsearchAppender appender = log4j.appender();
      long ofCaller =
          least(threads::getCurrentThreadAllocatedBytes, () -> log(log), clockAndNoise());
      Runnable logAndAwait =
          () -> {
            long all = appender.stats().offered() + EVENTS;
            log(log);
            Eventually.await("all came", LONG, () -> appender.stats().offered() >= all);
          };
      awaitHandedOn(log4j);
      long ofBackground =
          least(() -> threads.getThreadAllocatedBytes(background), logAndAwait, NOISE_BYTES);
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
      assertEquals(0, appender.stats().droppedTotal());
      assertTrue(ofCaller <= clockAndNoise(), ofCaller + " bytes of the caller's");
      assertTrue(ofBackground <= NOISE_BYTES, ofBackground + " bytes of the background thread's");
    }
  }

  /** A request has objects of its own, however many events are in it. */
  @Test
  void theAgentsPayNothingForAnEvent() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (FakeElasticsearch server = FakeElasticsearch.startedForLoad();
        Log4jContext log4j = Log4jContext.create().configureAlone(Xml.appender(options(server)))) {
      ElasticsearchAppender appender = log4j.appender();
      LogEvent event = reusableEvent();
      Runnable appendAndDeliver =
          () -> {
            append(appender, event);
            assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
          };
      long drain = idOfNew("flightlog-drain", before);
      long ofDrain =
          least(() -> threads.getThreadAllocatedBytes(drain), appendAndDeliver, NOISE_BYTES);
      long ship = idOfNew("flightlog-ship", before);
      long start = System.nanoTime();
      long requests;
      long ofShip;
      do {
        requests = appender.stats().requests();
        ofShip = threads.getThreadAllocatedBytes(ship);
        appendAndDeliver.run();
        ofShip = threads.getThreadAllocatedBytes(ship) - ofShip;
        requests = appender.stats().requests() - requests;
      } while (ofShip > requests * SHIP_BYTES_PER_REQUEST
          && System.nanoTime() - start < LONG.toNanos());
      assertEquals(0, appender.stats().droppedTotal());
      assertTrue(requests < EVENTS / 100, requests + " requests are no batches");
      assertTrue(ofDrain <= NOISE_BYTES, ofDrain + " bytes of the drain agent's");
      assertTrue(
          ofShip <= requests * SHIP_BYTES_PER_REQUEST,
          ofShip + " bytes of the ship agent's for " + requests + " requests");
    }
  }

  private static long clockAndNoise() {
    return (long) CLOCK_BYTES * EVENTS + NOISE_BYTES;
  }

  private static void awaitHandedOn(Log4jContext log4j) {
    RingBufferAdmin ring = ((AsyncLoggerContext) log4j.context()).createRingBufferAdmin();
    Eventually.await("handed on", LONG, () -> ring.getRemainingCapacity() == ring.getBufferSize());
  }

  private static long idOfNew(String prefix, Set<Thread> before) {
    Set<Thread> found =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(prefix) && !before.contains(thread))
            .collect(Collectors.toSet());
    assertEquals(1, found.size(), found::toString);
    return found.iterator().next().getId();
  }

  /** More rounds, for a minute, while it costs too much: the JIT compiles when it can. */
  private static long least(LongSupplier bytes, Runnable work, long enough) {
    work.run(); // warm: classes, caches and the writer's own buffers
    long start = System.nanoTime();
    long least = Long.MAX_VALUE;
    for (int round = 0;
        round < ROUNDS || (least > enough && System.nanoTime() - start < LONG.toNanos());
        round++) {
      long before = bytes.getAsLong();
      work.run();
      least = Math.min(least, bytes.getAsLong() - before);
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
    event.setLevel(Level.INFO);
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
