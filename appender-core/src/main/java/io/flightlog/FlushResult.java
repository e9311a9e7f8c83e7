package io.flightlog;

/**
 * What a flush achieved for the events that had been accepted when it was called.
 *
 * @param outcome DELIVERED when each of them met its fate in time, INCOMPLETE when the deadline
 *     passed first
 * @param unsettled how many sequences had not met their fate; 0 when delivered
 */
public record FlushResult(Outcome outcome, long unsettled) {
  /** Whether a flush reached its goal. */
  public enum Outcome {
    DELIVERED,
    INCOMPLETE
  }

  static FlushResult of(long unsettled) {
    return new FlushResult(unsettled == 0 ? Outcome.DELIVERED : Outcome.INCOMPLETE, unsettled);
  }
}
