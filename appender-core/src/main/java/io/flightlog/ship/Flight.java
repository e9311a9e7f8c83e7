package io.flightlog.ship;

import org.jspecify.annotations.Nullable;

/**
 * A place for one request under way, with the buffer that its compressed body is sent from. There
 * are as many as requests may be in flight. Ship agent only, but for {@link #cancel}.
 */
final class Flight {
  private final Runnable wake;
  private byte @Nullable [] gzipBuffer;
  private @Nullable PendingBatch pending;
  private @Nullable Exchange exchange;
  private volatile BulkClient.@Nullable Call call;
  private int node;
  private long sentAt;
  private boolean probe;
  private boolean overdue;
  private boolean alone;
  private boolean saturating;

  Flight(Runnable wake) {
    this.wake = wake;
  }

  boolean isFree() {
    return exchange == null;
  }

  /** Allocated when first needed, then kept. */
  byte[] gzipBuffer(int capacity) {
    byte[] buffer = gzipBuffer;
    if (buffer == null) {
      buffer = new byte[capacity];
      gzipBuffer = buffer;
    }
    return buffer;
  }

  /**
   * @param load null for a request about the destination's set-up
   * @param others requests under way besides this one
   * @param takesLastPlace whether the limit on concurrency leaves no place behind it
   */
  void depart(
      BulkClient client,
      int toNode,
      HttpCall httpCall,
      @Nullable PendingBatch load,
      boolean isProbe,
      int others,
      boolean takesLastPlace,
      long now) {
    Exchange begun = new Exchange(wake);
    node = toNode;
    pending = load;
    probe = isProbe;
    alone = others == 0;
    saturating = takesLastPlace;
    sentAt = now;
    exchange = begun;
    call = client.send(toNode, httpCall, begun);
  }

  /** Makes the place free again; its batch, if it had one, is the caller's now. */
  @Nullable PendingBatch arrive() {
    PendingBatch load = pending;
    pending = null;
    exchange = null;
    call = null;
    probe = false;
    overdue = false;
    return load;
  }

  /** Cuts the request; the outcome, if it came in just before, stays where it is. Any thread. */
  void cancel() {
    BulkClient.Call current = call;
    if (current != null) {
      current.cancel();
    }
  }

  @Nullable HttpAnswer answer() {
    Exchange current = exchange;
    return current == null ? null : current.answer();
  }

  @Nullable Throwable failure() {
    Exchange current = exchange;
    return current == null ? null : current.failure();
  }

  int node() {
    return node;
  }

  long sentAt() {
    return sentAt;
  }

  /** Null for a request about the destination's set-up. */
  @Nullable PendingBatch batch() {
    return pending;
  }

  /** Whether its batch may be changed now: nobody is copying it to the disk. */
  boolean releasesBody() {
    PendingBatch load = pending;
    return load == null || load.releaseBody();
  }

  /** Whether nothing else was under way when it left. */
  boolean leftAlone() {
    return alone;
  }

  /** Whether it took the last place that the limit on concurrency left. */
  boolean isSaturating() {
    return saturating;
  }

  /** Whether the client has said how it ended. */
  boolean hasEnded() {
    return answer() != null || failure() != null;
  }

  /** Whether the gate is waiting for this one. */
  boolean isProbe() {
    return probe;
  }

  /** The gate waits for it no longer; it may still be answered, until its place is needed. */
  void giveUpProbe() {
    probe = false;
    overdue = true;
  }

  boolean isOverdue() {
    return overdue;
  }
}
