package io.flightlog;

/**
 * What a flush achieved for the events that had been accepted when it was called.
 *
 * @param outcome DELIVERED when each of them met its fate in time, INCOMPLETE when the deadline
 *     passed first
 * @param unsettled how many sequences had not met their fate; 0 when delivered
 */
public record FlushResult(Outcome outcome, long unsettled) {
  /** Whether a flush reached its goal; the later, the worse. */
  public enum Outcome {
    DELIVERED,
    INCOMPLETE
  }

  static FlushResult of(long unsettled) {
    return new FlushResult(unsettled == 0 ? Outcome.DELIVERED : Outcome.INCOMPLETE, unsettled);
  }

  /** Of two pipelines together: the worse outcome, and what is unsettled in both. */
  FlushResult and(FlushResult other) {
    Outcome worse = outcome.compareTo(other.outcome) >= 0 ? outcome : other.outcome;
    return new FlushResult(worse, unsettled + other.unsettled);
  }
}
