package io.flightlog.ship;

import io.flightlog.batch.Batch;

/** A batch that the shipper owns, and what it has been through. Ship agent only. */
final class PendingBatch {
  private final Batch batch;
  private int partialTries;
  private int refusals;
  private long notBefore;

  PendingBatch(Batch batch, long now) {
    this.batch = batch;
    this.notBefore = now;
  }

  Batch batch() {
    return batch;
  }

  /** An answer left some of its events undelivered. Returns how often that has happened. */
  int countPartialTry() {
    return ++partialTries;
  }

  /** The whole request was refused for its content or size. Returns how often. */
  int countRefusal() {
    return ++refusals;
  }

  void waitUntil(long moment) {
    notBefore = moment;
  }

  boolean isDue(long now) {
    return now - notBefore >= 0;
  }
}
