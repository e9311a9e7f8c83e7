package io.flightlog.examples.fleet;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends this JVM when its parent is gone, however it went: standard input is a pipe that the parent
 * holds open and never writes to, so that the kernel closes it with the parent. A daemon thread
 * blocks on it.
 */
final class Lifeline {
  private Lifeline() {}

  /**
   * @param whenCut called once, on the watching thread, at the end of standard input
   */
  static void watch(Runnable whenCut) {
    Thread watcher =
        new Thread(
            () -> {
              awaitEnd();
              whenCut.run();
            },
            "lifeline");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void awaitEnd() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // a broken pipe is a cut one
    }
  }
}
