package io.flightlog.testkit;

/**
 * The counters of one pipeline, in the contract's own words. Counts events only, not status
 * records.
 *
 * @param offered calls of append
 * @param accepted events that got a ring slot
 * @param dropped refused before acceptance, all reasons and levels together
 * @param delivered answered 2xx, or 409 where that means delivered
 * @param redirected stored in the failure store
 * @param deadLettered refused for good by the server
 * @param lost given up after acceptance, all reasons together
 * @param resident accepted and not yet settled, in memory and on disk
 */
public record PipelineStatistics(
    long offered,
    long accepted,
    long dropped,
    long delivered,
    long redirected,
    long deadLettered,
    long lost,
    long resident) {

  /** What {@code accepted} must equal at quiescence. */
  public long settledOrResident() {
    return delivered + redirected + deadLettered + lost + resident;
  }
}
