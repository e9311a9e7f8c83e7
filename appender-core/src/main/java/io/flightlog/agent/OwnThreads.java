package io.flightlog.agent;

import org.jspecify.annotations.Nullable;

/**
 * Makes the library's threads and knows them again, so that a front-end can fence off what they
 * log: an event from one of them (the HTTP client at DEBUG writes about 110 lines for one bulk
 * request) must never enter the pipeline it speaks of. The mark is the thread group: threads that a
 * client starts from one of ours inherit it.
 */
public final class OwnThreads {
  private static final ThreadGroup GROUP = new ThreadGroup(rootGroup(), "flightlog");

  private static final String NAME_PREFIX = "flightlog-";

  private OwnThreads() {}

  /**
   * A daemon thread named {@code flightlog-<role>}, without the caller's context class loader; not
   * started.
   */
  public static Thread create(String role, Runnable body) {
    Thread thread = new Thread(GROUP, body, NAME_PREFIX + role, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThreads.class.getClassLoader());
    return thread;
  }

  /** Whether the calling thread is one of the library's. */
  public static boolean isCurrent() {
    return Thread.currentThread().getThreadGroup() == GROUP;
  }

  /** Whether a thread of that name is one, for whoever is handed the event by another thread. */
  public static boolean isName(@Nullable String name) {
    return name != null && name.startsWith(NAME_PREFIX);
  }

  /** Not the creator's group: a web container destroys its own, and ours outlives it. */
  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
