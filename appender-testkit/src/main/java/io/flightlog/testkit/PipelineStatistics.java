package io.flightlog.testkit;

/**
 * The counters of one pipeline, in the contract's own words. Counts events only, not status
 * records.
 *
 * @param offered calls of append
 * @param accepted events that got a ring slot
 * @param adopted events of instances that died, taken over from their spools
 * @param dropped refused before acceptance, all reasons and levels together
 * @param delivered answered 2xx, or 409 where that means delivered
 * @param redirected stored in the failure store
 * @param deadLettered refused for good by the server
 * @param lost given up after acceptance, all reasons together
 * @param resident not yet settled, in memory
 * @param spooled not yet settled, on disk only
 */
public record PipelineStatistics(
    long offered,
    long accepted,
    long adopted,
    long dropped,
    long delivered,
    long redirected,
    long deadLettered,
    long lost,
    long resident,
    long spooled) {

  /** What {@code accepted + adopted} must equal at quiescence. */
  public long settledOrHeld() {
    return delivered + redirected + deadLettered + lost + resident + spooled;
  }

  /** Whether every event is in exactly one counter; to be asked at quiescence. */
  public boolean closes() {
    return offered == accepted + dropped && accepted + adopted == settledOrHeld();
  }
}
