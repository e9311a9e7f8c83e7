package io.flightlog.spool;

import io.flightlog.batch.Batch;

/**
 * A file on its way back into a batch. Made by the ship agent, which lends the batch until it is
 * done; done by the disk agent.
 */
public final class LoadTask {
  private final SpoolFile file;
  private final Batch batch;
  private boolean more;
  private boolean failed;
  private volatile boolean done;

  LoadTask(SpoolFile file, Batch batch) {
    this.file = file;
    this.batch = batch;
  }

  public SpoolFile file() {
    return file;
  }

  /** The caller's again once it is done, with what could be read; maybe nothing. */
  public Batch batch() {
    return batch;
  }

  public boolean isDone() {
    return done;
  }

  /** Whether the batch had no room for all of it: the rest is loaded the same way. */
  public boolean hasMore() {
    return more;
  }

  /** Whether the disk failed, and another try may do better: the batch is worth nothing. */
  public boolean hasFailed() {
    return failed;
  }

  void failed() {
    failed = true;
    done = true;
  }

  void done(boolean hasMore) {
    more = hasMore;
    done = true;
  }
}
