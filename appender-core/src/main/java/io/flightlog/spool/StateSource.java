package io.flightlog.spool;

import io.flightlog.metrics.FateReading;

/** Reads what an instance's directory keeps of its counters. Called by the disk agent. */
public interface StateSource {
  /** The counters of fates, into what the caller keeps. */
  void read(FateReading into);

  /** The highest sequence given out, −1 before the first. */
  long claimedSequence();
}
