package io.flightlog.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.flightlog.encode.ThrowableStandIn;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a throwable of which only Logback's proxy is left, because the event was deserialized or
 * made by another library. Prints as the original did; at most {@value #MAX_DEPTH} causes or
 * suppressed ones deep, about {@value #MAX_PROXIES} in all.
 */
final class LoggedThrowable {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_PROXIES = 1024;

  private LoggedThrowable() {}

  /** The throwable itself where the proxy still has it; null for null. */
  static @Nullable Throwable of(@Nullable IThrowableProxy proxy) {
    if (proxy == null) {
      return null;
    }
    if (proxy instanceof ThrowableProxy live && live.getThrowable() != null) {
      return live.getThrowable();
    }
    return rebuild(proxy, new IdentityHashMap<>(), 0);
  }

  private static ThrowableStandIn rebuild(
      IThrowableProxy proxy, Map<IThrowableProxy, ThrowableStandIn> rebuilt, int depth) {
    ThrowableStandIn known = rebuilt.get(proxy);
    if (known != null) {
      return known;
    }
    ThrowableStandIn throwable =
        new ThrowableStandIn(
            proxy.getClassName(),
            proxy.getMessage(),
            frames(proxy.getStackTraceElementProxyArray()));
    rebuilt.put(proxy, throwable);
    if (depth == MAX_DEPTH || rebuilt.size() >= MAX_PROXIES) {
      return throwable;
    }
    IThrowableProxy[] suppressed = proxy.getSuppressed();
    for (int i = 0; suppressed != null && i < suppressed.length; i++) {
      if (suppressed[i] != null && suppressed[i] != proxy) {
        throwable.addSuppressed(rebuild(suppressed[i], rebuilt, depth + 1));
      }
    }
    if (proxy.getCause() != null && proxy.getCause() != proxy) {
      throwable.initCause(rebuild(proxy.getCause(), rebuilt, depth + 1));
    }
    return throwable;
  }

  private static StackTraceElement[] frames(StackTraceElementProxy @Nullable [] proxies) {
    if (proxies == null) {
      return new StackTraceElement[0];
    }
    StackTraceElement[] frames = new StackTraceElement[proxies.length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = proxies[i].getStackTraceElement();
    }
    return frames;
  }
}
