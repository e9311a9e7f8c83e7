package io.flightlog.examples.fleet;

import io.flightlog.task.search.InstanceIntegrity;
import java.util.Objects;

/**
 * One instance's books: what it logged, by its own console, against what the index holds.
 *
 * @param killed whether it got {@code kill -9}
 * @param logged events on its console
 * @param found those events in the index; the recorder's own first and last record are not among
 *     them
 * @param written the first so many events it had reported as sent or written to its spool
 * @param integrity of what the index holds of it
 */
record InstanceAccount(
    boolean killed, long logged, long found, long written, InstanceIntegrity integrity) {

  String name() {
    return Objects.requireNonNullElse(integrity.instance().name(), "");
  }

  String ephemeralId() {
    return Objects.requireNonNullElse(integrity.instance().id(), "");
  }

  /** How many of the written ones the index does not have. */
  long missingOfWritten() {
    return integrity.missingThrough(written - 1);
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
    boolean complete = integrity.isComplete() && missingOfWritten() == 0;
    return complete && (killed ? lost() >= 0 && integrity.death() != null : lost() == 0);
  }

  String remark() {
    if (!integrity.isComplete()) {
      return (killed ? "killed, and " : "") + "NOT COMPLETE";
    }
    if (missingOfWritten() > 0) {
      return (killed ? "killed, and " : "")
          + "NOT COMPLETE: "
          + missingOfWritten()
          + " written ones are absent";
    }
    if (killed && integrity.death() == null) {
      return "killed, and NOBODY SAYS SO";
    }
    if (killed) {
      return lost() == 0 ? "killed, nothing lost" : "killed, its last " + lost() + " lost";
    }
    return lost() == 0 ? "complete" : "NOT COMPLETE: " + lost() + " absent";
  }
}
