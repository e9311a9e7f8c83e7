package io.flightlog.examples.fleet;

/**
 * One instance's books: what it logged, by its own console, against what the index holds.
 *
 * @param killed whether it got {@code kill -9}
 * @param logged events on its console
 * @param found those events in the index; the recorder's own first and last record are not among
 *     them
 */
record InstanceAccount(
    String ephemeralId,
    boolean killed,
    long logged,
    long found,
    SequenceCheck.Sequences sequences) {

  String name() {
    return sequences.instance();
  }

  /** Events that the application logged and Elasticsearch does not have. */
  long lost() {
    return logged - found;
  }

  /**
   * A killed instance may lose what was not acknowledged yet, which is its tail; nothing else may
   * be lost, and nothing doubled.
   */
  boolean balanced() {
    return sequences.complete() && (killed ? lost() >= 0 : lost() == 0);
  }

  String remark() {
    if (!sequences.complete()) {
      return (killed ? "killed, and " : "") + "NOT COMPLETE";
    }
    if (killed) {
      return lost() == 0 ? "killed, nothing lost" : "killed, its last " + lost() + " lost";
    }
    return lost() == 0 ? "complete" : "NOT COMPLETE: " + lost() + " absent";
  }
}
