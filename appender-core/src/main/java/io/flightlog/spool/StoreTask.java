package io.flightlog.spool;

import io.flightlog.batch.Batch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to the disk. The ship agent keeps the batch, and may do with it what it likes
 * once {@link #releaseBody} says so: the disk agent reads the body only until it has made its own
 * copy, so a disk that hangs holds nothing back. Made by the ship agent, done by the disk agent.
 */
public final class StoreTask {
  private enum State {
    QUEUED,
    COPYING,
    WRITING,
    STORED,
    FAILED,
    CANCELLED
  }

  private final Batch batch;
  private final @Nullable SpoolFile earlier;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private volatile @Nullable SpoolFile file;

  StoreTask(Batch batch, @Nullable SpoolFile earlier) {
    this.batch = batch;
    this.earlier = earlier;
  }

  /**
   * Gives it up if it has not begun.
   *
   * @return whether the body is not being read now, and will not be
   */
  public boolean releaseBody() {
    return state.compareAndSet(State.QUEUED, State.CANCELLED) || state.get() != State.COPYING;
  }

  /** Whether there is an outcome: a file, or none. */
  public boolean isDone() {
    State now = state.get();
    return now == State.STORED || now == State.FAILED || now == State.CANCELLED;
  }

  /** What it was written to; null when it failed, was refused or given up. */
  public @Nullable SpoolFile file() {
    return file;
  }

  Batch batch() {
    return batch;
  }

  /** A file with a part of it, which ends with the new one. */
  @Nullable SpoolFile earlier() {
    return earlier;
  }

  boolean begin() {
    return state.compareAndSet(State.QUEUED, State.COPYING);
  }

  void copied() {
    state.set(State.WRITING);
  }

  void stored(SpoolFile written) {
    file = written;
    state.set(State.STORED);
  }

  void failed() {
    state.set(State.FAILED);
  }
}
