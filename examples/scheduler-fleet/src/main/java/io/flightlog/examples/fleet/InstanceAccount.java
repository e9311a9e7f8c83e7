package io.flightlog.examples.fleet;

import org.jspecify.annotations.Nullable;

/**
 * One instance's books: what it logged, by its own console, against what the index holds.
 *
 * @param killed whether it got {@code kill -9}
 * @param logged events on its console
 * @param found those events in the index; the recorder's own first and last record are not among
 *     them
 * @param written the first so many events it had reported as sent or written to its spool
 * @param missingOfWritten how many of those the index does not have
 * @param death what the index says of its death, null if nothing
 */
record InstanceAccount(
    String ephemeralId,
    boolean killed,
    long logged,
    long found,
    SequenceCheck.Sequences sequences,
    long written,
    long missingOfWritten,
    @Nullable Death death) {

  /**
   * The {@code recorder-died} record of an instance, which somebody else wrote about it.
   *
   * @param sequence the highest that it is known to have given out
   * @param secured everything up to here was sent or in its spool
   * @param recovered events that were found in its spool
   */
  record Death(String time, String message, long sequence, long secured, long recovered) {}

  String name() {
    return sequences.instance();
  }

  /** Events that the application logged and Elasticsearch does not have. */
  long lost() {
    return logged - found;
  }

  /**
   * A killed instance may lose what was not written yet, which is its tail, and its death must be
   * on record; nothing else may be lost, and nothing doubled.
   */
  boolean balanced() {
    boolean complete = sequences.complete() && missingOfWritten == 0;
    return complete && (killed ? lost() >= 0 && death != null : lost() == 0);
  }

  String remark() {
    if (!sequences.complete()) {
      return (killed ? "killed, and " : "") + "NOT COMPLETE";
    }
    if (missingOfWritten > 0) {
      return (killed ? "killed, and " : "")
          + "NOT COMPLETE: "
          + missingOfWritten
          + " written ones are absent";
    }
    if (killed && death == null) {
      return "killed, and NOBODY SAYS SO";
    }
    if (killed) {
      return lost() == 0 ? "killed, nothing lost" : "killed, its last " + lost() + " lost";
    }
    return lost() == 0 ? "complete" : "NOT COMPLETE: " + lost() + " absent";
  }
}
