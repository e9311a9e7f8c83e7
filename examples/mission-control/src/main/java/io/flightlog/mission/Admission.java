package io.flightlog.mission;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many questions are put to Elasticsearch at a time; others wait a moment, or are refused. */
final class Admission {
  static final int MOST = 8;
  private static final long WAIT_SECONDS = 3;

  private final Semaphore permits = new Semaphore(MOST, true);

  /**
   * Close it when the question is answered.
   *
   * @throws ApiException if there are too many
   */
  Permit enter() {
    try {
      if (permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return permits::release;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw ApiException.busy("more than " + MOST + " questions at a time");
  }

  /** Held while a question is put. */
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }
}
