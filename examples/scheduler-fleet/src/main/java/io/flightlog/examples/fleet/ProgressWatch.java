package io.flightlog.examples.fleet;

import io.flightlog.examples.fleet.FleetQuestions.Progress;
import java.io.IOException;

/**
 * Asks once a second how far the run is, on a daemon thread of its own: a server that is slow to
 * answer must not hold up the hand that gives out work. An answer that does not come leaves the
 * last one standing.
 */
final class ProgressWatch implements AutoCloseable {
  private static final long MILLIS_BETWEEN_LOOKS = 1_000;

  private final FleetQuestions questions;
  private final Thread thread = new Thread(this::watch, "progress-watch");
  private volatile Progress latest = new Progress(0, 0, 0);
  private volatile boolean closed;

  private ProgressWatch(FleetQuestions questions) {
    this.questions = questions;
  }

  static ProgressWatch start(FleetQuestions questions) {
    ProgressWatch watch = new ProgressWatch(questions);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Never waits. */
  Progress latest() {
    return latest;
  }

  private void watch() {
    while (!closed) {
      try {
        latest = questions.progress();
      } catch (IOException | RuntimeException e) {
        // the questions at the end say it if the server is gone for good
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Does not wait for the thread: it may hang in a question. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
