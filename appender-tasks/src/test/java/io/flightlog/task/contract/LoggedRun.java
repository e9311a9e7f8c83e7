package io.flightlog.task.contract;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.flightlog.task.LoggedRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was logged under one {@code task.run.id}.
 *
 * @param lines all but the records
 */
record LoggedRun(
    String id, List<ILoggingEvent> started, List<ILoggingEvent> ended, List<ILoggingEvent> lines) {

  /** In the order in which they began. */
  static Map<String, LoggedRun> of(List<ILoggingEvent> events) {
    Map<String, LoggedRun> runs = new LinkedHashMap<>();
    for (ILoggingEvent event : events) {
      String id = event.getMDCPropertyMap().get("task.run.id");
      if (id != null) {
        LoggedRun run =
            runs.computeIfAbsent(
                id,
                any -> new LoggedRun(id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        Object action = LoggedRuns.keyValues(event).get("event.action");
        if ("task-started".equals(action)) {
          run.started.add(event);
        } else if ("task-run".equals(action)) {
          run.ended.add(event);
        } else {
          run.lines.add(event);
        }
      }
    }
    return runs;
  }

  boolean logged(String message) {
    return lines.stream().anyMatch(line -> message.equals(line.getFormattedMessage()));
  }

  /** A field of its last record; null if that has none. */
  @Nullable String field(String name) {
    if (started.size() != 1 || ended.size() != 1) {
      throw new AssertionError(id + ": started " + started + ", ended " + ended);
    }
    return Objects.toString(LoggedRuns.keyValues(ended.get(0)).get(name), null);
  }

  /** Its exception is this, or was caused by it. */
  boolean threw(String type, String message) {
    for (IThrowableProxy thrown = ended.get(0).getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      if (thrown.getClassName().equals(type) && Objects.equals(thrown.getMessage(), message)) {
        return true;
      }
    }
    return false;
  }
}
