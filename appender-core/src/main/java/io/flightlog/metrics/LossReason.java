package io.flightlog.metrics;

/**
 * Why an event was lost after it had been accepted: it had a sequence, and the index shows a hole
 * there.
 */
public enum LossReason {
  /** A caller died between claiming a slot and publishing it. */
  ABORTED,
  /** The event could not be framed into a batch. */
  UNFRAMED,
  /** Still undelivered when the deadline of {@code close} had passed. */
  CLOSED,
  /** Written to the spool, and not to be read again: damaged, or removed by somebody. */
  UNREADABLE
}
