package io.flightlog.ship;

import io.flightlog.metrics.Diagnostics;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells of an outage at its edges: once when it begins, once for each kind of thing that only a
 * person can mend, because behind one there is often another, and once when it is over. Ship agent
 * only.
 */
final class OutageReport {
  private static final int MOST_KINDS = 8;

  private final Diagnostics diagnostics;
  private boolean ongoing;
  private final Set<String> saidKinds = new HashSet<>();
  private final Set<String> saidOfNodes = new HashSet<>();
  private long beganAt;

  OutageReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void began(String why, long now) {
    if (!ongoing) {
      ongoing = true;
      beganAt = now;
      diagnostics.warn(
          "Elasticsearch takes no events; they are kept as far as there is room and sent again: "
              + why,
          null);
    }
  }

  /**
   * Credentials, privileges, certificates, a wrong address.
   *
   * @param kind what is said once, in whatever words
   */
  void needsAPerson(String kind, String why, long now) {
    if (!ongoing) {
      beganAt = now;
    }
    ongoing = true;
    if (saidKinds.size() < MOST_KINDS && saidKinds.add(kind)) {
      diagnostics.warn(
          "Elasticsearch refuses all events, and this will not pass by itself; they are kept as far"
              + " as there is room, and it is asked again now and then: "
              + why,
          null);
    }
  }

  /** What only a person can mend at one node, while others take its share: said once, too. */
  void nodeNeedsAPerson(String why) {
    if (saidOfNodes.size() < MOST_KINDS && saidOfNodes.add(why)) {
      diagnostics.warn(
          "one node of Elasticsearch cannot be used, and this will not pass by itself; others get"
              + " its share of the events, and it is tried again now and then: "
              + why,
          null);
    }
  }

  void over(int batchesWaiting, long now) {
    if (ongoing) {
      ongoing = false;
      saidKinds.clear();
      saidOfNodes.clear();
      diagnostics.info(
          "Elasticsearch takes events again after "
              + TimeUnit.NANOSECONDS.toSeconds(now - beganAt)
              + " s; batches waiting: "
              + batchesWaiting);
    }
  }
}
