package io.flightlog.ship;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The places for requests under way. Ship agent only, but for {@link #cancelAll}. */
final class Flights {
  private final Flight[] all;

  /**
   * @param wake what to call, on any thread, when one has ended
   */
  Flights(int places, Runnable wake) {
    this.all = new Flight[places];
    for (int i = 0; i < places; i++) {
      all[i] = new Flight(wake);
    }
  }

  int places() {
    return all.length;
  }

  Flight at(int place) {
    return all[place];
  }

  /** A free place, or null. */
  @Nullable Flight free() {
    for (Flight flight : all) {
      if (flight.isFree()) {
        return flight;
      }
    }
    return null;
  }

  /** How many are under way. */
  int inFlight() {
    int count = 0;
    for (Flight flight : all) {
      count += flight.isFree() ? 0 : 1;
    }
    return count;
  }

  /** The probe that is given up, and under way for longest; null when there is none. */
  @Nullable Flight oldestOverdue() {
    Flight oldest = null;
    for (Flight flight : all) {
      boolean isOlder = oldest == null || flight.sentAt() - oldest.sentAt() < 0;
      if (flight.isOverdue() && isOlder) {
        oldest = flight;
      }
    }
    return oldest;
  }

  /** Each batch that is under way. */
  void forEachBatch(Consumer<PendingBatch> visitor) {
    for (Flight flight : all) {
      PendingBatch pending = flight.batch();
      if (pending != null) {
        visitor.accept(pending);
      }
    }
  }

  /** Cuts every request. Any thread. */
  void cancelAll() {
    for (Flight flight : all) {
      flight.cancel();
    }
  }
}
