package io.flightlog.ship;

import io.flightlog.metrics.Diagnostics;
import java.util.concurrent.TimeUnit;

/**
 * Tells of an outage at its edges: once when it begins, once more if it turns out to be something
 * that only a person can mend, once when it is over. Ship agent only.
 */
final class OutageReport {
  private final Diagnostics diagnostics;
  private boolean ongoing;
  private boolean saidThatItNeedsAPerson;
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

  /** Credentials, privileges, certificates, a wrong address. */
  void needsAPerson(String why, long now) {
    if (!ongoing) {
      beganAt = now;
    }
    ongoing = true;
    if (!saidThatItNeedsAPerson) {
      saidThatItNeedsAPerson = true;
      diagnostics.warn(
          "Elasticsearch refuses all events, and this will not pass by itself; they are kept as far"
              + " as there is room, and it is asked again now and then: "
              + why,
          null);
    }
  }

  void over(int batchesWaiting, long now) {
    if (ongoing) {
      ongoing = false;
      saidThatItNeedsAPerson = false;
      diagnostics.info(
          "Elasticsearch takes events again after "
              + TimeUnit.NANOSECONDS.toSeconds(now - beganAt)
              + " s; batches waiting: "
              + batchesWaiting);
    }
  }
}
