package io.flightlog.log4j2;

import io.flightlog.encode.ThrowableStandIn;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.ExtendedStackTraceElement;
import org.apache.logging.log4j.core.impl.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a throwable of which only Log4j2's proxy is left, because the event was deserialized.
 * Prints as the original did; at most {@value #MAX_DEPTH} causes or suppressed ones deep, about
 * {@value #MAX_PROXIES} in all.
 */
@SuppressWarnings(
    "deprecation") // Log4j2 means to give the proxy up; until then events travel with it
final class LoggedThrowable {
  private static final StackTraceElement[] NO_FRAMES = {};
  private static final int MAX_DEPTH = 64;
  private static final int MAX_PROXIES = 1024;

  private LoggedThrowable() {}

  /** The throwable itself where the event still has it; null where it never had one. */
  static @Nullable Throwable of(LogEvent event) {
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      return thrown;
    }
    ThrowableProxy proxy = event.getThrownProxy();
    return proxy == null ? null : rebuild(proxy, NO_FRAMES, new IdentityHashMap<>(), 0);
  }

  /**
   * @param outer frames of the first throwable in the chain of causes, none for that itself: a
   *     proxy leaves out those that its own end with
   */
  private static ThrowableStandIn rebuild(
      ThrowableProxy proxy,
      StackTraceElement[] outer,
      Map<ThrowableProxy, ThrowableStandIn> rebuilt,
      int depth) {
    ThrowableStandIn known = rebuilt.get(proxy);
    if (known != null) {
      return known;
    }
    StackTraceElement[] frames = frames(proxy, outer);
    ThrowableStandIn throwable = new ThrowableStandIn(proxy.getName(), proxy.getMessage(), frames);
    rebuilt.put(proxy, throwable);
    if (depth == MAX_DEPTH || rebuilt.size() >= MAX_PROXIES) {
      return throwable;
    }
    for (ThrowableProxy suppressed : proxy.getSuppressedProxies()) {
      ThrowableStandIn inner = rebuild(suppressed, NO_FRAMES, rebuilt, depth + 1);
      if (inner != throwable) {
        throwable.addSuppressed(inner);
      }
    }
    if (proxy.getCauseProxy() != null) {
      StackTraceElement[] first = outer.length == 0 ? frames : outer;
      ThrowableStandIn cause = rebuild(proxy.getCauseProxy(), first, rebuilt, depth + 1);
      if (cause != throwable) {
        throwable.initCause(cause);
      }
    }
    return throwable;
  }

  private static StackTraceElement[] frames(ThrowableProxy proxy, StackTraceElement[] outer) {
    ExtendedStackTraceElement[] own = proxy.getExtendedStackTrace();
    int ownFrames = own == null ? 0 : own.length;
    int inCommon = Math.max(0, Math.min(proxy.getCommonElementCount(), outer.length));
    StackTraceElement[] frames = new StackTraceElement[ownFrames + inCommon];
    for (int i = 0; i < ownFrames; i++) {
      frames[i] = own[i].getStackTraceElement();
    }
    System.arraycopy(outer, outer.length - inCommon, frames, ownFrames, inCommon);
    return frames;
  }
}
