package io.flightlog.task.search;

import java.time.Instant;
import java.util.Map;

/**
 * What an instance has told of itself so far, the highest of each counter over its status, gap and
 * died records; they are cumulative.
 *
 * @param told when it told something last, in milliseconds
 * @param sequence the highest that it said it had given out
 * @param droppedBySeverity refused before they had a sequence, by severity: {@code error}, {@code
 *     warn}, {@code info}, {@code debug}, {@code trace}
 */
public record RecorderCounters(
    Instant told,
    long sequence,
    long accepted,
    long delivered,
    long redirected,
    long deadLettered,
    long lost,
    Map<String, Long> droppedBySeverity) {

  public RecorderCounters {
    droppedBySeverity = Map.copyOf(droppedBySeverity);
  }

  /** Refused before they had a sequence. */
  public long dropped() {
    return droppedBySeverity.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Events that had a sequence and are not in the index, by its own word. */
  public long absent() {
    return redirected + deadLettered + lost;
  }
}
