package io.flightlog.ship;

import io.flightlog.metrics.Diagnostics;

/**
 * Tells two causes of a conflict on the very first try apart. A server that fails over a primary in
 * the midst of a request repeats it by itself and finds its own documents: that passes. A copy of
 * this JVM (a cloned machine, a restored checkpoint) writes under the same instance id: then
 * request after request conflicts. From the second in a row on, the events are other ones than
 * those in the index, and the pipeline needs a new instance id. Ship agent only.
 */
final class CloneWatch {
  static final int REQUESTS_TO_TELL = 2;

  private final Runnable drawNewInstance;
  private final Diagnostics diagnostics;
  private int inARow;

  CloneWatch(Runnable drawNewInstance, Diagnostics diagnostics) {
    this.drawNewInstance = drawNewInstance;
    this.diagnostics = diagnostics;
  }

  /**
   * An answer came in.
   *
   * @param conflicts events that were never sent before, and whose id is taken
   * @param hasFirstTries whether there was any event that was never sent before
   * @return whether those ids belong to somebody else
   */
  boolean answered(int conflicts, boolean hasFirstTries) {
    if (conflicts == 0) {
      inARow = hasFirstTries ? 0 : inARow;
      return false;
    }
    inARow++;
    if (inARow == REQUESTS_TO_TELL) {
      diagnostics.warn(
          "another recorder writes under this one's instance id, as a copy of this process would;"
              + " going on under a new id",
          null);
      drawNewInstance.run();
    }
    return inARow >= REQUESTS_TO_TELL;
  }
}
