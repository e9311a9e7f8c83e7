package io.flightlog;

import io.flightlog.agent.OwnThreads;
import org.jspecify.annotations.Nullable;

/**
 * Tells a front-end what the library itself causes, which must stay out of the pipeline: at DEBUG
 * the HTTP client writes about 110 lines for one bulk request, and each would cause more. By
 * thread, because the client also logs under names such as {@code tracer}; by logger name, because
 * it is created and closed on the host's threads. Such events are not counted; other appenders get
 * them as usual.
 */
public final class Fence {
  private static final String[] CLIENT_LOGGERS = {"org.apache.hc.", "co.elastic.clients."};

  private Fence() {}

  /**
   * Called by the thread that logs, before an append.
   *
   * @param logger the event's logger
   */
  public static boolean keepsOut(@Nullable String logger) {
    return OwnThreads.isCurrent() || isOfClient(logger);
  }

  private static boolean isOfClient(@Nullable String logger) {
    if (logger == null) {
      return false;
    }
    for (String prefix : CLIENT_LOGGERS) {
      if (logger.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
