package io.flightlog.task.search;

import java.time.Instant;

/**
 * What an instance has told of itself so far, the highest of each counter over its status, gap and
 * died records; they are cumulative.
 *
 * @param told when it told something last, in milliseconds
 * @param sequence the highest that it said it had given out
 * @param dropped refused before they had a sequence, of all severities
 */
public record RecorderCounters(
    Instant told,
    long sequence,
    long accepted,
    long delivered,
    long redirected,
    long deadLettered,
    long lost,
    long dropped) {
  /** Events that had a sequence and are not in the index, by its own word. */
  public long absent() {
    return redirected + deadLettered + lost;
  }
}
