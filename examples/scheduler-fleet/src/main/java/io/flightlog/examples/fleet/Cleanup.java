package io.flightlog.examples.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone, the latest first, exactly once: by the thread that ran the demo, or by the
 * shutdown hook when Ctrl-C came first. What is added after that is undone at once.
 */
final class Cleanup implements AutoCloseable {
  private final Deque<AutoCloseable> undone = new ArrayDeque<>();
  private boolean closed;

  /** Returns its argument, which is closed later. */
  <T extends AutoCloseable> T add(T resource) {
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        undone.push(resource);
      }
    }
    if (late) {
      close(resource);
      throw new IllegalStateException("the demo is being stopped");
    }
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!undone.isEmpty()) {
      close(undone.pop());
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // the others are closed all the same
      System.err.println("while cleaning up: " + e);
    }
  }
}
