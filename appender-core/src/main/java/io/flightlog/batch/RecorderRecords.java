package io.flightlog.batch;

import io.flightlog.agent.NanoClock;
import io.flightlog.batch.RecordSchedule.Kind;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.FateReading;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Looks at the counters once a second and writes what {@link RecordSchedule} asks for into the tail
 * of a batch, never through the ring. Allocates nothing. Drain agent only.
 */
public final class RecorderRecords {
  private final EventFrame frame;
  private final RecorderRecord record;
  private final Counters counters;
  private final LongSupplier claimed;
  private final LongSupplier wallMillis;
  private final Diagnostics diagnostics;
  private final RecordSchedule schedule;
  private final FateReading counts = new FateReading();
  private final FateReading told = new FateReading();
  private long number;

  /**
   * @param statusInterval zero for gap records only
   * @param claimed the highest sequence that was given out
   * @param wallMillis {@code System::currentTimeMillis} but in tests
   */
  public RecorderRecords(
      Duration statusInterval,
      EventFrame frame,
      RecorderRecord record,
      Counters counters,
      LongSupplier claimed,
      Diagnostics diagnostics,
      NanoClock clock,
      LongSupplier wallMillis) {
    this.frame = frame;
    this.record = record;
    this.counters = counters;
    this.claimed = claimed;
    this.diagnostics = diagnostics;
    this.wallMillis = wallMillis;
    this.schedule = new RecordSchedule(statusInterval, clock.nanoTime(), wallMillis.getAsLong());
  }

  /** What a batch keeps free for one record. */
  int maxBytes() {
    return frame.maxRecordBytes(RecorderRecord.MAX_BYTES);
  }

  /** Part of every step: nearly always one comparison. */
  void step(long now) {
    if (schedule.isLookDue(now)) {
      look(now);
    }
  }

  /** Whether a record has been due for at least so long. */
  boolean isDueFor(long nanos, long now) {
    return schedule.due() != null && now - schedule.dueSince() >= nanos;
  }

  /**
   * Puts the record that is due, if any, behind what the batch holds, with the counters of now.
   *
   * @param last whether the pipeline closes with this batch
   */
  void appendTo(Batch batch, long now, boolean last) {
    if (schedule.due() == null && !last) {
      return;
    }
    look(now);
    if (last) {
      schedule.last(!counts.matches(told));
    }
    Kind kind = schedule.due();
    if (kind == null) {
      return;
    }
    try {
      encode(kind);
      batch.endRecord(
          frame.writeRecord(batch.body(), batch.length(), number, record.bytes(), record.length()));
    } catch (RuntimeException broken) {
      diagnostics.error("a record of the recorder's own could not be written", broken);
    }
    number++;
    told.copy(counts);
    schedule.written(now);
  }

  private void look(long now) {
    long beforeMillis = wallMillis.getAsLong();
    counters.read(counts);
    schedule.look(
        now, beforeMillis, wallMillis.getAsLong(), counts.dropped(), !counts.matches(told));
  }

  private void encode(Kind kind) {
    long nowMillis = wallMillis.getAsLong();
    long sequence = frame.ofInstance(claimed.getAsLong());
    if (kind == Kind.STATUS) {
      record.status(nowMillis, counts, sequence);
    } else {
      record.gap(
          nowMillis,
          counts,
          sequence,
          schedule.startMillis(),
          schedule.endMillis(),
          schedule.droppedInEpisode(),
          schedule.isOver());
    }
  }
}
