package io.flightlog.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The calling thread's MDC, in the units that scopes and contexts need. */
final class Mdc {
  private static final String[] OTHER_USERS = {"userId", "user"};
  private static final String[] OTHER_TRACES = {"trace_id", "traceId"};
  private static final String[] OTHER_SPANS = {"span_id", "spanId"};

  private Mdc() {}

  /** A copy, which is the caller's; null when there is none, or it is empty. */
  static @Nullable Map<String, String> copy() {
    Map<String, String> copy = MDC.getCopyOfContextMap();
    return copy == null || copy.isEmpty() ? null : copy;
  }

  /** Replaces all of it. */
  static void replace(@Nullable Map<String, String> by) {
    if (by == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(by);
    }
  }

  static void set(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** Takes other spellings away that say otherwise: which one the index gets is chance. */
  static void setUser(@Nullable String user) {
    if (user != null && !user.equals(user())) {
      MDC.put(TaskField.USER, user);
      removeAll(OTHER_USERS);
    }
  }

  /** As above. */
  static void setTrace(@Nullable TraceParent trace) {
    if (trace != null && !trace.isSamePlace(trace())) {
      MDC.put(TaskField.TRACE, trace.traceId());
      MDC.put(TaskField.SPAN, trace.spanId());
      removeAll(OTHER_TRACES);
      removeAll(OTHER_SPANS);
    }
  }

  static @Nullable String user() {
    return first(TaskField.USER, OTHER_USERS);
  }

  static @Nullable TraceParent trace() {
    return TraceParent.of(first(TaskField.TRACE, OTHER_TRACES), first(TaskField.SPAN, OTHER_SPANS));
  }

  private static @Nullable String first(String key, String[] others) {
    String value = MDC.get(key);
    for (int i = 0; value == null && i < others.length; i++) {
      value = MDC.get(others[i]);
    }
    return value;
  }

  private static void removeAll(String[] keys) {
    for (String key : keys) {
      MDC.remove(key);
    }
  }
}
