package io.flightlog.ship;

/**
 * How many bytes of a body are sent at once. Halved when a request was too large for the server or
 * a proxy (413, a connection reset while the body was sent, 429 for a lone request); doubled again
 * after {@link #FIRST_GROWTH_NANOS} without that, twice as long each time it proves wrong, up to an
 * hour. Pure, the time is passed in; ship agent only.
 */
final class BatchSize {
  /** Below this a body is hardly more than its largest event. */
  static final int MIN_BYTES = 4 << 10;

  static final long FIRST_GROWTH_NANOS = 30_000_000_000L;
  static final long MAX_GROWTH_NANOS = 3_600_000_000_000L;

  private final int maxBytes;
  private int bytes;
  private long growthNanos = FIRST_GROWTH_NANOS;
  private long lastChangeAt;
  private boolean grew;

  BatchSize(int maxBytes) {
    this.maxBytes = maxBytes;
    this.bytes = maxBytes;
  }

  int bytes() {
    return bytes;
  }

  /**
   * @param sent bytes of the body, before compression: that is what servers count
   */
  void tooLarge(int sent, long now) {
    int half = Math.max(MIN_BYTES, Math.min(bytes, sent) / 2);
    if (half < bytes) {
      growthNanos = grew ? Math.min(MAX_GROWTH_NANOS, growthNanos * 2) : growthNanos;
      grew = false;
      bytes = half;
      lastChangeAt = now;
    }
  }

  /** A request was answered item by item. */
  void taken(long now) {
    if (bytes < maxBytes && now - lastChangeAt >= growthNanos) {
      grew = true;
      bytes = bytes > maxBytes / 2 ? maxBytes : bytes * 2;
      lastChangeAt = now;
    }
  }
}
