package io.flightlog.agent;

/**
 * Makes the library's threads and knows them again, so that a front-end can fence off what they
 * log: an event from one of them (the HTTP client at DEBUG writes about 110 lines for one bulk
 * request) must never enter the pipeline it speaks of. The mark is the thread group: threads that a
 * client starts from one of ours inherit it.
 */
public final class OwnThreads {
  private static final ThreadGroup GROUP = new ThreadGroup(rootGroup(), "flightlog");

  private OwnThreads() {}

  /**
   * A daemon thread named {@code flightlog-<role>}, without the caller's context class loader; not
   * started.
   */
  public static Thread create(String role, Runnable body) {
    Thread thread = new Thread(GROUP, body, "flightlog-" + role, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThreads.class.getClassLoader());
    return thread;
  }

  /** Whether the calling thread is one of the library's. */
  public static boolean isCurrent() {
    return Thread.currentThread().getThreadGroup() == GROUP;
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
