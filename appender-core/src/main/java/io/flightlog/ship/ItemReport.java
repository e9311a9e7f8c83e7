package io.flightlog.ship;

import io.flightlog.metrics.Diagnostics;

/**
 * Says what happened to events, at most once a minute: the first time at once, later with what has
 * gathered since. Ship agent only.
 */
final class ItemReport {
  private static final long INTERVAL_NANOS = 60_000_000_000L;

  private final Diagnostics diagnostics;
  private final String what;
  private long unsaid;
  private long quietUntil;
  private boolean spoke;

  /**
   * @param what follows the number of events
   */
  ItemReport(Diagnostics diagnostics, String what) {
    this.diagnostics = diagnostics;
    this.what = what;
  }

  /**
   * @param why the newest of the reasons, cut
   */
  void add(long events, String why, long now) {
    unsaid += events;
    if (spoke && now - quietUntil < 0) {
      return;
    }
    diagnostics.warn(unsaid + (unsaid == 1 ? " event " : " events ") + what + ": " + why, null);
    unsaid = 0;
    spoke = true;
    quietUntil = now + INTERVAL_NANOS;
  }
}
