package io.flightlog.benchmarks;

import java.time.Duration;

/**
 * What goes wrong while events are logged.
 *
 * @param after the first event, roughly; nothing to {@link Fault#KILL}, as {@code lasting}
 */
record Outage(Fault fault, Duration after, Duration lasting) {
  private static final Duration AFTER_RESTART = Duration.ofSeconds(20);

  /** Some senders wait longer before each attempt. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(40);

  /** As {@link ReceiverProgram} takes it; empty if it is not the receiver that suffers. */
  String command() {
    return fault == Fault.KILL
        ? ""
        : "fault " + fault.name() + " " + after.toMillis() + " " + lasting.toMillis();
  }

  /** After how long without an arrival none is expected any more. */
  Duration quiet() {
    return fault == Fault.KILL ? AFTER_RESTART : BETWEEN_ATTEMPTS.plus(lasting);
  }
}
