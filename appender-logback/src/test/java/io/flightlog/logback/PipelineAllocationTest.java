package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import io.flightlog.FlushResult;
import io.flightlog.testkit.FakeElasticsearch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.spi.MDCAdapter;

/**
 * What one event costs the heap from the logging call to the acknowledged request, thread by
 * thread: the JVM's own count, over 200,000 events a round, with the least of several rounds taken,
 * since the JVM itself allocates now and then on any thread.
 */
@ParameterizedClass
@ValueSource(strings = {"memory", "journal"})
class PipelineAllocationTest {
  private static final int EVENTS = 200_000;
  private static final int ROUNDS = 5;
  private static final int CALLER_BYTES_PER_EVENT = 40;

  /** The JVM's own, now and then: less than a single word for each of some 170 batches. */
  private static final int NOISE_BYTES = 1000;

  /** The request as the HTTP client makes it; measured at 7,700, and no part of it by the event. */
  private static final int SHIP_BYTES_PER_REQUEST = 16_000;

  /**
   * The header of one file, as it is made: measured at 180 where the JIT has compiled all of it,
   * and at 430 where a file's few calls have not been worth that yet.
   */
  private static final int JOURNAL_BYTES_PER_FILE = 640;

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final String durability;
  private FakeElasticsearch server;
  private LogbackContext logback;

  PipelineAllocationTest(String durability) {
    this.durability = durability;
  }

  @BeforeEach
  void start() {
    server = FakeElasticsearch.startedForLoad();
    logback =
        LogbackContext.create()
            .configureWhole(
                """
                <configuration>
                  <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
                    <url>%s</url>
                    <durability>%s</durability>
                    <queue><maxWait>1 min</maxWait></queue>
                    <statusInterval>0</statusInterval>
                  </appender>
                  <root level="INFO"><appender-ref ref="ELASTIC"/></root>
                </configuration>
                """
                    .formatted(server.url(), durability));
  }

  @AfterEach
  void stop() {
    logback.close();
    server.close();
  }

  @Test
  void theCallerPaysForTheEventAndItsMessageAndAtMostFortyBytesMore() {
    try (LogbackContext floor = withMessageOnly()) {
      LongSupplier own = threads::getCurrentThreadAllocatedBytes;
      long leastOfFloor = Long.MAX_VALUE;
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        leastOfFloor = Math.min(leastOfFloor, growth(own, () -> logWith(floor)));
        least = Math.min(least, growth(own, () -> logWith(logback)));
      }
      double perEvent = (double) (least - leastOfFloor) / EVENTS;
      assertTrue(perEvent <= CALLER_BYTES_PER_EVENT, perEvent + " bytes an event");
    }
  }

  @Test
  void theDrainAgentAllocatesNothingButAHeaderForEachFileOfAJournal() {
    long drain = idOf("flightlog-drain");
    long leastTooMuch = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long requests = logback.appender().stats().requests();
      long bytes = growth(() -> threads.getThreadAllocatedBytes(drain), this::logAndDeliver);
      long files = logback.appender().stats().requests() - requests;
      long forFiles = durability.equals("journal") ? files * JOURNAL_BYTES_PER_FILE : 0;
      leastTooMuch = Math.min(leastTooMuch, bytes - forFiles);
    }
    assertTrue(leastTooMuch <= NOISE_BYTES, leastTooMuch + " bytes for " + EVENTS + " events");
  }

  @Test
  void theShipAgentAllocatesByTheRequestAndNotByTheEvent() {
    long ship = idOf("flightlog-ship");
    double least = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long requests = logback.appender().stats().requests();
      long bytes = growth(() -> threads.getThreadAllocatedBytes(ship), this::logAndDeliver);
      requests = logback.appender().stats().requests() - requests;
      assertTrue(requests < EVENTS / 100, () -> "these were no batches");
      least = Math.min(least, (double) bytes / requests);
    }
    assertTrue(least <= SHIP_BYTES_PER_REQUEST, least + " bytes a request");
  }

  private static long growth(LongSupplier bytes, Runnable work) {
    long start = bytes.getAsLong();
    work.run();
    return bytes.getAsLong() - start;
  }

  /** An appender that asks for nothing but what any appender needs. */
  private static LogbackContext withMessageOnly() {
    return LogbackContext.create()
        .configureWhole(
            """
            <configuration>
              <appender name="FLOOR" class="%s"/>
              <root level="INFO"><appender-ref ref="FLOOR"/></root>
            </configuration>
            """
                .formatted(FormattingAppender.class.getName()));
  }

  private void logAndDeliver() {
    logWith(logback);
    assertEquals(FlushResult.Outcome.DELIVERED, logback.appender().flush(LONG).outcome());
    assertEquals(0, logback.appender().stats().droppedTotal());
  }

  private static void logWith(LogbackContext logback) {
    MDCAdapter mdc = logback.context().getMDCAdapter();
    mdc.put("task.id", "invoice-4711");
    mdc.put("task.name", "invoice");
    mdc.put("task.run.id", "1jd9p4ek0abcdefghijk");
    mdc.put("user.id", "anna");
    mdc.put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
    mdc.put("span.id", "00f067aa0ba902b7");
    mdc.put("instance", "billing-1");
    Logger log = logback.logger("app.Invoices");
    log.atInfo().addKeyValue("event.action", "task-started").log("counted from here on");
    for (int i = 0; i < EVENTS; i++) {
      log.info("wrote line {} of {} for {}", i, EVENTS, "anna");
    }
  }

  /** Of this test's pipeline: others of this JVM may not have ended yet. */
  private long idOf(String name) {
    Set<Thread> found =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name) && !before.contains(thread))
            .collect(Collectors.toSet());
    assertEquals(1, found.size(), () -> name + ": " + found);
    return found.iterator().next().getId();
  }
}
