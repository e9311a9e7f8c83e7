package io.flightlog.spool;

import io.flightlog.metrics.Counters;
import io.flightlog.metrics.FateReading;
import java.util.function.LongSupplier;

/** Reads what an instance's directory keeps of its counters. Called by the disk agent. */
public interface StateSource {
  /**
   * That of a pipeline.
   *
   * @param claimed the highest sequence given out, −1 before the first
   */
  static StateSource of(Counters counters, LongSupplier claimed) {
    return new StateSource() {
      @Override
      public void read(FateReading into) {
        counters.read(into);
      }

      @Override
      public long claimedSequence() {
        return claimed.getAsLong();
      }
    };
  }

  /** The counters of fates, into what the caller keeps. */
  void read(FateReading into);

  /** The highest sequence given out, −1 before the first. */
  long claimedSequence();
}
