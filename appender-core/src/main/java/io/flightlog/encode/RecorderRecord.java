package io.flightlog.encode;

import io.flightlog.metrics.FateReading;
import io.flightlog.metrics.Severity;
import java.util.Locale;

/**
 * The members of a record that the recorder writes about itself: a status record ({@code
 * recorder-status}), a gap record ({@code events-dropped}), or what one says of another that died
 * ({@code recorder-died}). All carry all counters, cumulative, so that the loss of one record does
 * no harm. As an event's, without braces and without the constants. Reused; allocates nothing once
 * it has grown. One thread.
 */
public final class RecorderRecord {
  /** Bound on one record's members; far above what the longest counters need. */
  public static final int MAX_BYTES = 2 << 10;

  private static final int MAX_MESSAGE_BYTES = 512;
  private static final Severity[] SEVERITIES = Severity.values();
  private static final byte[] KIND = JsonWriter.name("event.kind");
  private static final byte[] ACCEPTED = JsonWriter.name("flightlog.accepted");
  private static final byte[] DELIVERED = JsonWriter.name("flightlog.delivered");
  private static final byte[] REDIRECTED = JsonWriter.name("flightlog.redirected");
  private static final byte[] DEAD_LETTERED = JsonWriter.name("flightlog.dead_lettered");
  private static final byte[] LOST = JsonWriter.name("flightlog.lost");
  private static final byte[] SPOOLED = JsonWriter.name("flightlog.spooled");
  private static final byte[] ADOPTED = JsonWriter.name("flightlog.adopted");
  private static final byte[] SEQUENCE = JsonWriter.name("flightlog.sequence");
  private static final byte[] SECURED = JsonWriter.name("flightlog.secured");
  private static final byte[] RECOVERED = JsonWriter.name("flightlog.recovered");
  private static final byte[][] DROPPED = droppedNames();

  private final JsonWriter out = new JsonWriter(1 << 10, MAX_BYTES);
  private final UtcTime timestamp = new UtcTime(EcsField.TIMESTAMP.member);
  private final UtcTime start = new UtcTime(EcsField.EVENT_START.member);
  private final UtcTime end = new UtcTime(EcsField.EVENT_END.member);
  private final StringBuilder message = new StringBuilder(MAX_MESSAGE_BYTES);
  private final boolean actionIsConstant;

  /**
   * @param format says which names the constants have taken
   */
  public RecorderRecord(EcsFormat format) {
    this.actionIsConstant = (format.constantFields() & EcsField.EVENT_ACTION.bit) != 0;
  }

  private static byte[][] droppedNames() {
    byte[][] names = new byte[SEVERITIES.length][];
    for (int i = 0; i < names.length; i++) {
      String level = SEVERITIES[i].name().toLowerCase(Locale.ROOT);
      names[i] = JsonWriter.name("flightlog.dropped." + level);
    }
    return names;
  }

  /**
   * @param nowMillis wall clock
   * @param sequence the highest that was given out
   */
  public void status(long nowMillis, FateReading counts, long sequence) {
    message.setLength(0);
    message.append("Flightlog recorder status: ").append(counts.accepted()).append(" accepted, ");
    message.append(counts.delivered()).append(" delivered, ");
    message.append(counts.dropped()).append(" dropped, ").append(counts.lost()).append(" lost");
    begin(nowMillis, "INFO", "recorder-status");
    counters(counts, sequence);
  }

  /**
   * @param startMillis wall clock at or before the episode's first drop
   * @param endMillis wall clock at or after the last one known
   * @param events dropped in this episode
   * @param over whether the episode has ended
   */
  public void gap(
      long nowMillis,
      FateReading counts,
      long sequence,
      long startMillis,
      long endMillis,
      long events,
      boolean over) {
    message.setLength(0);
    message.append(over ? "Flightlog dropped events: " : "Flightlog is dropping events: ");
    message.append(events).append(over ? " (" : " so far (");
    message.append(counts.dropped()).append(" since it started)");
    begin(nowMillis, "WARN", "events-dropped");
    time(start, startMillis);
    time(end, endMillis);
    counters(counts, sequence);
  }

  /**
   * What is known of an instance that ended without being closed, once its spool was taken over.
   *
   * @param counts its own, as it wrote them last
   * @param sequence it gave out at least all up to here
   * @param secured all up to here are in the index or in its spool
   * @param recovered events that its spool held
   */
  public void died(
      long nowMillis, FateReading counts, long sequence, long secured, long recovered) {
    message.setLength(0);
    message.append("Flightlog recorder died: ");
    message.append(recovered).append(" events recovered from its spool; ");
    if (sequence > secured) {
      message.append("of the events ").append(secured + 1).append(" to ").append(sequence);
      message.append(", and of any later ones, some may be missing");
    } else {
      message
          .append("of events after ")
          .append(sequence)
          .append(", if there were any, some may be");
      message.append(" missing");
    }
    begin(nowMillis, "WARN", "recorder-died");
    out.number(SECURED, secured);
    out.number(RECOVERED, recovered);
    counters(counts, sequence);
  }

  /** The members, valid up to {@link #length} and until the next record. */
  public byte[] bytes() {
    return out.bytes();
  }

  public int length() {
    return out.length();
  }

  /** Members that found no room, which must be none. */
  int omitted() {
    return out.omitted();
  }

  private void begin(long nowMillis, String level, String action) {
    out.reset();
    time(timestamp, nowMillis);
    out.text(EcsField.LOG_LEVEL.member, level, MAX_MESSAGE_BYTES);
    out.text(EcsField.LOG_LOGGER.member, "io.flightlog", MAX_MESSAGE_BYTES);
    out.text(EcsField.MESSAGE.member, message, MAX_MESSAGE_BYTES);
    out.text(KIND, "metric", MAX_MESSAGE_BYTES);
    if (!actionIsConstant) {
      out.text(EcsField.EVENT_ACTION.member, action, MAX_MESSAGE_BYTES);
    }
  }

  private void time(UtcTime member, long millis) {
    int nanos = (int) Math.floorMod(millis, 1000L) * 1_000_000;
    member.write(out, Math.floorDiv(millis, 1000L), nanos);
  }

  private void counters(FateReading counts, long sequence) {
    out.number(SEQUENCE, sequence);
    out.number(ACCEPTED, counts.accepted());
    out.number(DELIVERED, counts.delivered());
    out.number(REDIRECTED, counts.redirected());
    out.number(DEAD_LETTERED, counts.deadLettered());
    out.number(LOST, counts.lost());
    out.number(SPOOLED, counts.spooled());
    out.number(ADOPTED, counts.adopted());
    for (int i = 0; i < SEVERITIES.length; i++) {
      out.number(DROPPED[i], counts.dropped(SEVERITIES[i]));
    }
  }
}
