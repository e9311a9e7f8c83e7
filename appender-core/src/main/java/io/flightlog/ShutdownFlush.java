package io.flightlog;

import io.flightlog.agent.OwnThreads;

/**
 * Flushes when the JVM exits, so that a short-lived application without any shutdown hook of its
 * own delivers its last lines. It flushes rather than closes what is still held: other hooks may
 * log, and their events must not be refused. Registered by one thread, unregistered by any.
 */
final class ShutdownFlush {
  private final Thread hook;

  ShutdownFlush(Runnable flush) {
    this.hook = OwnThreads.create("shutdown", flush);
  }

  /** Whether shutdown hooks have begun; whichever of them asks. */
  static boolean jvmIsExiting() {
    Thread probe = OwnThreads.create("probe", () -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException exiting) {
      return true;
    }
  }

  void register() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      // started while the JVM exits: whoever does that closes it too
    }
  }

  void unregister() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      // the hook runs or ran
    }
  }
}
