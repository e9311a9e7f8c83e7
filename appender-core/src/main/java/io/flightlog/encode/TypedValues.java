package io.flightlog.encode;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes values under the typed fields, where they fit the type: Elasticsearch refuses a document
 * with a value that does not. Belongs to one writer.
 */
final class TypedValues {
  private static final long MOST_SECONDS_IN_NANOS = Long.MAX_VALUE / 1_000_000_000L;

  private final JsonWriter out;
  private final int keywordBytes;
  private final Map<EcsField, UtcTime> times = new EnumMap<>(EcsField.class);

  TypedValues(JsonWriter out, int keywordBytes) {
    this.out = out;
    this.keywordBytes = keywordBytes;
  }

  /** Writes the member, if there is room; false when the value does not fit the field's type. */
  boolean write(EcsField field, Object value) {
    return switch (field.type) {
      case KEYWORD, TEXT -> keyword(field, value);
      case LONG -> whole(field, value);
      case NANOS ->
          value instanceof Duration duration ? nanos(field, duration) : whole(field, value);
      case DATE -> date(field, value);
      case OWN -> false;
    };
  }

  private boolean keyword(EcsField field, Object value) {
    String text = value instanceof String string ? string : SafeText.of(value);
    out.text(field.member, text, keywordBytes);
    return true;
  }

  private boolean whole(EcsField field, Object value) {
    if (value instanceof Number number && isWhole(number)) {
      out.number(field.member, number.longValue());
      return true;
    }
    if (value instanceof String text && NumberText.isLong(text)) {
      out.number(field.member, Long.parseLong(text));
      return true;
    }
    return false;
  }

  /** Whether {@code longValue()} is the number itself; only types whose code is known are asked. */
  static boolean isWhole(Number number) {
    if (number instanceof BigInteger big) {
      return big.bitLength() < Long.SIZE;
    }
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte
        || number instanceof AtomicLong
        || number instanceof AtomicInteger;
  }

  private boolean nanos(EcsField field, Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= MOST_SECONDS_IN_NANOS || seconds <= -MOST_SECONDS_IN_NANOS) {
      return false;
    }
    out.number(field.member, duration.toNanos());
    return true;
  }

  @SuppressWarnings("JavaUtilDate") // what applications still log
  private boolean date(EcsField field, Object value) {
    if (value instanceof Instant instant) {
      return instant(field, instant.getEpochSecond(), instant.getNano());
    }
    if (value instanceof OffsetDateTime time) {
      return instant(field, time.toEpochSecond(), time.getNano());
    }
    if (value instanceof ZonedDateTime time) {
      return instant(field, time.toEpochSecond(), time.getNano());
    }
    if (value instanceof Date date) {
      long millis = date.getTime();
      int nanos = (int) Math.floorMod(millis, 1000L) * 1_000_000;
      return instant(field, Math.floorDiv(millis, 1000L), nanos);
    }
    if (value instanceof String text && IsoInstant.isValid(text)) {
      out.text(field.member, text, keywordBytes);
      return true;
    }
    return false;
  }

  private boolean instant(EcsField field, long second, int nano) {
    if (second < UtcTime.FIRST_SECOND || second > UtcTime.LAST_SECOND) {
      return false;
    }
    times.computeIfAbsent(field, dated -> new UtcTime(dated.member)).write(out, second, nano);
    return true;
  }
}
