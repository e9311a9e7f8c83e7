package io.flightlog.testkit;

import java.time.Duration;

/**
 * What a {@link FaultProxy} does to every connection until it is told otherwise. A proxy tells one
 * order from the next by identity.
 */
final class Fault {

  enum Kind {
    PASS,
    REFUSE,
    BLACK_HOLE,
    RESET,
    GARBAGE,
    CUT_ANSWERS,
    CUT_REQUESTS
  }

  private final Kind kind;
  private final long bytes;
  private final Duration delay;

  private Fault(Kind kind, long bytes, Duration delay) {
    this.kind = kind;
    this.bytes = bytes;
    this.delay = delay;
  }

  static Fault of(Kind kind) {
    return new Fault(kind, 0, Duration.ZERO);
  }

  static Fault late(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative: " + delay);
    }
    return new Fault(Kind.PASS, 0, delay);
  }

  static Fault cut(Kind kind, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative: " + bytes);
    }
    return new Fault(kind, bytes, Duration.ZERO);
  }

  Kind kind() {
    return kind;
  }

  /** How much later than it came an answer goes on. */
  Duration delay() {
    return delay;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** Whether connections end by what they carry this way. */
  boolean cuts(boolean answers) {
    return kind == (answers ? Kind.CUT_ANSWERS : Kind.CUT_REQUESTS);
  }

  /** Of a fault that cuts: carried before the end. */
  long bytes() {
    return bytes;
  }
}
