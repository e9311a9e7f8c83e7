package io.flightlog.ship;

import org.jspecify.annotations.Nullable;

/**
 * One request under way. The client's thread leaves how it ended, once; the ship agent picks it up.
 */
final class Exchange implements BulkClient.Listener {
  private final Runnable wake;
  private volatile @Nullable HttpAnswer answer;
  private volatile @Nullable Throwable failure;

  /**
   * @param wake called, on the client's thread, once the outcome can be picked up
   */
  Exchange(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public void answered(HttpAnswer outcome) {
    answer = outcome;
    wake.run();
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    wake.run();
  }

  @Nullable HttpAnswer answer() {
    return answer;
  }

  @Nullable Throwable failure() {
    return failure;
  }
}
