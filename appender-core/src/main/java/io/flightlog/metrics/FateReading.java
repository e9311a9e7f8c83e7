package io.flightlog.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * A reading of the counters of fates that is filled again and again, so that looking at them
 * allocates nothing; {@link Counters#read} fills it. Cumulative since start unless said. One thread
 * at a time.
 */
public final class FateReading {
  private static final int ACCEPTED = 0;
  private static final int DELIVERED = 1;
  private static final int REDIRECTED = 2;
  private static final int DEAD_LETTERED = 3;
  private static final int LOST = 4;
  private static final int SPOOLED = 5;
  private static final int ADOPTED = 6;
  private static final int DROPPED = 7;

  private final long[] counts = new long[DROPPED + Counters.SEVERITIES.length];

  void settled(long lost, long delivered, long redirected, long deadLettered) {
    counts[LOST] = lost;
    counts[DELIVERED] = delivered;
    counts[REDIRECTED] = redirected;
    counts[DEAD_LETTERED] = deadLettered;
  }

  void accepted(long events) {
    counts[ACCEPTED] = events;
  }

  @SuppressWarnings("EnumOrdinal") // a position in this array, no further
  void dropped(Severity severity, long events) {
    counts[DROPPED + severity.ordinal()] = events;
  }

  /** Takes over what another process read; dropped by severity, in the order of the enum. */
  public void set(
      long accepted,
      long delivered,
      long redirected,
      long deadLettered,
      long lost,
      List<Long> dropped) {
    settled(lost, delivered, redirected, deadLettered);
    accepted(accepted);
    for (int i = 0; i < dropped.size(); i++) {
      counts[DROPPED + i] = dropped.get(i);
    }
  }

  void onDisk(long spooled, long adopted) {
    counts[SPOOLED] = spooled;
    counts[ADOPTED] = adopted;
  }

  /** Events that are on a disk only, of this instance and of those it adopted: a level. */
  public long spooled() {
    return counts[SPOOLED];
  }

  /** Events of dead instances that this one took over. */
  public long adopted() {
    return counts[ADOPTED];
  }

  public long accepted() {
    return counts[ACCEPTED];
  }

  public long delivered() {
    return counts[DELIVERED];
  }

  public long redirected() {
    return counts[REDIRECTED];
  }

  public long deadLettered() {
    return counts[DEAD_LETTERED];
  }

  /** For any reason. */
  public long lost() {
    return counts[LOST];
  }

  /** At this severity, for any reason. */
  @SuppressWarnings("EnumOrdinal") // as above
  public long dropped(Severity severity) {
    return counts[DROPPED + severity.ordinal()];
  }

  /** At any severity, for any reason. */
  public long dropped() {
    long total = 0;
    for (int i = DROPPED; i < counts.length; i++) {
      total += counts[i];
    }
    return total;
  }

  /** Whether every count is the same. */
  public boolean matches(FateReading other) {
    return Arrays.equals(counts, other.counts);
  }

  /** Takes over every count. */
  public void copy(FateReading other) {
    System.arraycopy(other.counts, 0, counts, 0, counts.length);
  }
}
