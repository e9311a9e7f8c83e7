package io.flightlog;

import io.flightlog.agent.OwnThreads;

/**
 * Flushes when the JVM exits, so that a short-lived application without any shutdown hook of its
 * own delivers its last lines. It flushes rather than closes: other hooks may still log, and their
 * events must not be refused. One lifecycle thread registers and unregisters.
 */
final class ShutdownFlush {
  private final Thread hook;

  ShutdownFlush(Runnable flush) {
    this.hook = OwnThreads.create("shutdown", flush);
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
