package io.flightlog.batch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the recorder writes a record about itself, and of which kind. A status record after
 * each interval in which a counter changed. Gap records for an <i>episode</i> of drops: as soon as
 * it is noticed, then while drops go on, then once when there has been none for some seconds; never
 * two within {@link #GAP_NANOS}. What is due stays due until it is written. Pure: every moment is
 * passed in. Drain agent only.
 */
final class RecordSchedule {
  /** What to write. */
  enum Kind {
    STATUS,
    GAP
  }

  /** How often the counters are looked at. */
  static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The least from one gap record to the next. */
  static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** An episode is over when nothing has been dropped for so long. */
  static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final long statusNanos;
  private long nextLookAt;
  private long lookedAtMillis;
  private long lastRecordAt;
  private long lastGapAt;
  private @Nullable Kind due;
  private long dueSince;

  private long dropped;
  private boolean inEpisode;
  private boolean over;
  private boolean untold;
  private long droppedBefore;
  private long startMillis;
  private long endMillis;
  private long lastDropAt;

  /**
   * @param statusInterval zero for gap records only
   * @param nowMillis wall clock, at a moment when nothing had been dropped
   */
  RecordSchedule(Duration statusInterval, long now, long nowMillis) {
    this.statusNanos = statusInterval.toNanos();
    this.nextLookAt = now + LOOK_NANOS;
    this.lookedAtMillis = nowMillis;
    this.lastRecordAt = now;
    this.lastGapAt = now - GAP_NANOS;
  }

  boolean isLookDue(long now) {
    return now - nextLookAt >= 0;
  }

  /**
   * Takes note of a reading of the counters.
   *
   * @param beforeMillis wall clock before the counters were read
   * @param afterMillis wall clock after that
   * @param droppedNow all drops so far
   * @param changed whether any counter is another than in the last record
   */
  void look(long now, long beforeMillis, long afterMillis, long droppedNow, boolean changed) {
    nextLookAt = now + LOOK_NANOS;
    if (droppedNow > dropped) {
      noticeDrops(now, afterMillis, droppedNow);
    }
    lookedAtMillis = beforeMillis;
    over = inEpisode && now - lastDropAt >= QUIET_NANOS;
    Kind next = decide(now, changed);
    if (due == null) {
      dueSince = now;
    }
    due = next;
  }

  /** Nothing was dropped until the look before this one: an episode begins no earlier. */
  private void noticeDrops(long now, long afterMillis, long droppedNow) {
    if (!inEpisode) {
      inEpisode = true;
      droppedBefore = dropped;
      startMillis = lookedAtMillis;
    }
    untold = true;
    lastDropAt = now;
    endMillis = Math.max(startMillis, afterMillis);
    dropped = droppedNow;
  }

  private @Nullable Kind decide(long now, boolean changed) {
    if (inEpisode && (untold || over) && now - lastGapAt >= GAP_NANOS) {
      return Kind.GAP;
    }
    boolean statusDue = statusNanos > 0 && now - lastRecordAt >= statusNanos;
    return statusDue && changed ? Kind.STATUS : null;
  }

  /** The pipeline closes, so this is the last record's turn, if there is anything to tell. */
  void last(boolean changed) {
    over = inEpisode;
    if (inEpisode) {
      due = Kind.GAP;
    } else {
      due = statusNanos > 0 && changed ? Kind.STATUS : null;
    }
  }

  /** What to write now, or null. */
  @Nullable Kind due() {
    return due;
  }

  /** Since when something has been due; only while something is. */
  long dueSince() {
    return dueSince;
  }

  /** What was due has been written. */
  void written(long now) {
    lastRecordAt = now;
    if (due == Kind.GAP) {
      lastGapAt = now;
      untold = false;
      inEpisode = !over;
    }
    due = null;
  }

  /** Wall clock at or before the episode's first drop. */
  long startMillis() {
    return startMillis;
  }

  /** Wall clock at or after its last drop so far. */
  long endMillis() {
    return endMillis;
  }

  /** Drops of the episode so far. */
  long droppedInEpisode() {
    return dropped - droppedBefore;
  }

  boolean isOver() {
    return over;
  }
}
