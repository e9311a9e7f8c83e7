package io.flightlog.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** What befalls a trial while events are logged. */
enum Fault {
  /** Nobody listens for a while, and connections are cut. */
  DOWN,
  /** For a while, every request is answered by 503; a connection without requests is cut. */
  UNAVAILABLE("503"),
  /** For a while, every answer takes {@link #DELAY} longer; without answers, every read does. */
  SLOW,
  /** The application is killed by SIGKILL behind its last event, and started again. */
  KILL;

  /** Of a slow receiver. */
  static final Duration DELAY = Duration.ofSeconds(2);

  private final String id;

  Fault() {
    this.id = name().toLowerCase(Locale.ROOT);
  }

  Fault(String id) {
    this.id = id;
  }

  /** As picocli shows and reads it. */
  @Override
  public String toString() {
    return id;
  }
}
