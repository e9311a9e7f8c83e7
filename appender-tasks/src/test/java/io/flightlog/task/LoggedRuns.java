package io.flightlog.task;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * What this JVM logs while it is open, but for the threads of recorders, of which an earlier test
 * may have left the last words of an HTTP client; the MDC of each event is that of the call.
 */
public final class LoggedRuns implements AutoCloseable {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final List<ILoggingEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final AppenderBase<ILoggingEvent> list =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getThreadName().startsWith("flightlog-")) {
            return;
          }
          event.prepareForDeferredProcessing();
          synchronized (events) {
            events.add(event);
            events.notifyAll();
          }
        }
      };

  public LoggedRuns() {
    context.reset();
    root.setLevel(Level.INFO);
    list.setContext(context);
    list.start();
    root.addAppender(list);
  }

  public List<ILoggingEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Records of one kind, oldest first. */
  public List<ILoggingEvent> records(String action) {
    return events().stream()
        .filter(event -> action.equals(keyValues(event).get("event.action")))
        .toList();
  }

  /**
   * Waits until what was logged meets the condition, which is asked after each event.
   *
   * @return what was logged by then
   */
  public List<ILoggingEvent> await(Predicate<List<ILoggingEvent>> condition, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (events) {
      while (!condition.test(events)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("not within " + timeout + "; logged: " + events);
        }
        events.wait(left);
      }
      return List.copyOf(events);
    }
  }

  ILoggingEvent onlyRun() {
    List<ILoggingEvent> runs = records("task-run");
    if (runs.size() != 1) {
      throw new AssertionError(runs.size() + " runs: " + runs);
    }
    return runs.get(0);
  }

  public static Map<String, Object> keyValues(ILoggingEvent event) {
    Map<String, Object> values = new HashMap<>();
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        if (values.put(pair.key, pair.value) != null) {
          throw new AssertionError("twice: " + pair.key);
        }
      }
    }
    return values;
  }

  @Override
  public void close() {
    root.detachAppender(list);
    list.stop();
  }
}
