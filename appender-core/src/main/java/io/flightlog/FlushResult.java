package io.flightlog;

/**
 * What a flush achieved for the events that had been accepted when it was called.
 *
 * @param outcome DELIVERED when each of them met its fate in time, SPOOLED when those that did not
 *     are on the disk, INCOMPLETE when the deadline passed first
 * @param unsettled how many sequences are neither; 0 unless incomplete
 */
public record FlushResult(Outcome outcome, long unsettled) {
  /** Whether a flush reached its goal; the later, the worse. */
  public enum Outcome {
    /** Each event met its fate: mostly, Elasticsearch holds it. */
    DELIVERED,
    /** What has not is in the spool, and forced to the medium: it is sent later. */
    SPOOLED,
    /** Some events are in memory only. */
    INCOMPLETE
  }

  static FlushResult delivered() {
    return new FlushResult(Outcome.DELIVERED, 0);
  }

  static FlushResult spooled() {
    return new FlushResult(Outcome.SPOOLED, 0);
  }

  static FlushResult incomplete(long unsettled) {
    return new FlushResult(Outcome.INCOMPLETE, unsettled);
  }

  /** Of two pipelines together: the worse outcome, and what is unsettled in both. */
  FlushResult and(FlushResult other) {
    Outcome worse = outcome.compareTo(other.outcome) >= 0 ? outcome : other.outcome;
    return new FlushResult(worse, unsettled + other.unsettled);
  }
}
