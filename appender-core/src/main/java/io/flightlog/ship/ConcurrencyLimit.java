package io.flightlog.ship;

/**
 * How many requests may be under way at once: additive increase, multiplicative decrease (RFC 5681
 * names them for TCP). One more after as many good answers as the limit is, when all places were
 * taken and the server was about as quick as on average; half after an answer that says overload,
 * or none in time. Requests that left before a decrease belong to the same overload. Pure, the time
 * is passed in; ship agent only.
 */
final class ConcurrencyLimit {
  private static final int AVERAGE_OVER = 8;

  private final int max;
  private int limit = 1;
  private int goodAnswers;
  private long averageNanos;
  private long decreasedAt;
  private boolean decreased;

  ConcurrencyLimit(int max) {
    this.max = max;
  }

  int limit() {
    return limit;
  }

  /**
   * @param latencyNanos of the whole exchange
   * @param saturated whether all places were taken when it left
   */
  void succeeded(long latencyNanos, boolean saturated) {
    averageNanos =
        averageNanos == 0
            ? latencyNanos
            : averageNanos + (latencyNanos - averageNanos) / AVERAGE_OVER;
    if (!saturated || limit == max || latencyNanos > averageNanos + averageNanos / 2) {
      return;
    }
    goodAnswers++;
    if (goodAnswers >= limit) {
      limit++;
      goodAnswers = 0;
    }
  }

  void overloaded(long sentAt, long now) {
    if (decreased && sentAt - decreasedAt < 0) {
      return;
    }
    limit = Math.max(1, limit / 2);
    goodAnswers = 0;
    decreased = true;
    decreasedAt = now;
  }
}
