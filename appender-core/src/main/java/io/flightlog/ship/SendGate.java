package io.flightlog.ship;

/**
 * Whether requests may leave. FLOWING: yes, but for a pause after each failure. After {@link
 * #FAILURES_TO_SHUT} failures in a row, or after one that took as long as {@link
 * #SILENCE_TO_SHUT_NANOS} while nothing succeeded, or at once for what only a person can mend:
 * SHUT. When its back-off is over, one real batch is let through (PROBING); its success opens the
 * gate, its failure shuts it for longer. A circuit breaker; pure, the time is passed in.
 */
final class SendGate {
  static final int FAILURES_TO_SHUT = 3;
  static final long SILENCE_TO_SHUT_NANOS = 20_000_000_000L;

  enum State {
    FLOWING,
    SHUT,
    PROBING
  }

  private final RetryBackoff backoff;
  private State state = State.FLOWING;
  private int failures;
  private long lastFailureAt;
  private long lastSuccessAt;
  private long notBefore;

  SendGate(RetryBackoff backoff, long now) {
    this.backoff = backoff;
    this.lastFailureAt = now;
    this.lastSuccessAt = now;
    this.notBefore = now;
  }

  State state() {
    return state;
  }

  /** Whether one more request may leave now. */
  boolean permits(long now) {
    return state != State.PROBING && now - notBefore >= 0;
  }

  /**
   * A request leaves; ask {@link #permits} first.
   *
   * @return whether it is the probe
   */
  boolean sent() {
    if (state == State.SHUT) {
      state = State.PROBING;
      return true;
    }
    return false;
  }

  /**
   * A request, sent at that moment, was answered in a way that proves the server takes requests.
   *
   * @return whether this ends an outage
   */
  boolean succeeded(long sentAt, long now) {
    lastSuccessAt = now;
    if (state == State.FLOWING) {
      if (sentAt - lastFailureAt >= 0) {
        failures = 0;
      }
      return false;
    }
    state = State.FLOWING;
    failures = 0;
    notBefore = now;
    return true;
  }

  /**
   * A request failed as a whole. Those that were under way when another failed belong to the same
   * incident and do not lengthen the back-off.
   *
   * @param floorNanos what the server asked for
   * @return whether this begins an outage
   */
  boolean failed(long sentAt, long now, long floorNanos) {
    if (failures > 0 && sentAt - lastFailureAt < 0) {
      return false;
    }
    boolean wasSilent = now - sentAt >= SILENCE_TO_SHUT_NANOS && lastSuccessAt - sentAt <= 0;
    failures = wasSilent ? Math.max(failures + 1, FAILURES_TO_SHUT) : failures + 1;
    delayUntil(now + backoff.delayNanos(failures, floorNanos), now);
    boolean begins = state == State.FLOWING && failures >= FAILURES_TO_SHUT;
    if (begins || state == State.PROBING) {
      state = State.SHUT;
    }
    return begins;
  }

  /** A request was answered in a way that only a person can mend. */
  void held(long now) {
    failures = Math.max(failures + 1, FAILURES_TO_SHUT);
    delayUntil(now + backoff.slowDelayNanos(), now);
    state = State.SHUT;
  }

  private void delayUntil(long moment, long now) {
    lastFailureAt = now;
    notBefore = moment;
  }
}
