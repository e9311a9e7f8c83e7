package io.flightlog.spool;

import io.flightlog.ship.BulkClient;

/** A bug to be put into a model on purpose; this one is none. */
class ModelBug {
  Storage storage(Storage sound) {
    return sound;
  }

  BulkClient client(BulkClient sound) {
    return sound;
  }

  /** Whether a close writes to the disk what it cannot send. */
  boolean spillsAtClose() {
    return true;
  }

  /** Whether it shows only when the disk fails. */
  boolean needsFaults() {
    return false;
  }
}
