package io.flightlog.task.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the index holds what an instance has logged: it numbers its events 0, 1, 2 …, so a number
 * that is not there is an event that is missing. Exact.
 *
 * @param instance whose id is known
 * @param events documents with a sequence
 * @param highest sequence in the index; −1 if none
 * @param holes the numbers below the highest that are not there, ascending
 * @param duplicated documents beyond the first of a number
 * @param counters what it told itself; null before its first record
 * @param death null if nobody has found it dead
 */
public record InstanceIntegrity(
    FoundInstance instance,
    long events,
    long highest,
    List<SequenceRange> holes,
    long duplicated,
    InstanceEnd end,
    @Nullable RecorderCounters counters,
    @Nullable RecorderDeath death) {

  public InstanceIntegrity {
    holes = List.copyOf(holes);
  }

  /** Every number up to the highest is there, once. */
  public boolean isComplete() {
    return holes.isEmpty() && duplicated == 0;
  }

  /** How many numbers below the highest are not there. */
  public long missing() {
    return holes.stream().mapToLong(SequenceRange::count).sum();
  }

  /** How many numbers up to this one, and with it, are not there. */
  public long missingThrough(long sequence) {
    long below =
        holes.stream()
            .filter(hole -> hole.first() <= sequence)
            .mapToLong(hole -> Math.min(hole.last(), sequence) - hole.first() + 1)
            .sum();
    return below + Math.max(0, sequence - highest);
  }

  /**
   * How many numbers above the highest it has told to have given out: under way while it runs, lost
   * with it if it was killed.
   */
  public long missingAtEnd() {
    return counters == null ? 0 : Math.max(0, counters.sequence() - highest);
  }

  /**
   * How many missing ones its counters do not account for as redirected, dead-lettered or lost; the
   * end counts if it stopped in order. More than 0 after the end is a loss that nobody has counted;
   * while it runs, what is under way looks the same.
   */
  public long unexplained() {
    long missing = missing() + (end == InstanceEnd.STOPPED ? missingAtEnd() : 0);
    return Math.max(0, missing - (counters == null ? 0 : counters.absent()));
  }
}
