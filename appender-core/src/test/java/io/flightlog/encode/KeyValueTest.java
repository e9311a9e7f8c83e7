package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.5Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.action",
        "event.outcome",
        "event.reason",
        "task.id",
        "task.name",
        "task.run.id",
        "task.queue",
        "task.trigger",
        "user.id",
        "user.name",
        "user.email",
        "user.full_name",
        "user.domain",
        "user.hash",
        "user.roles",
        "trace.id",
        "span.id",
        "http.request.method",
        "http.request.id",
        "http.request.mime_type",
        "http.request.referrer",
        "http.version",
        "http.request.body.content",
        "http.response.mime_type",
        "http.response.body.content"
      })
  void reservedKeywordsTakeAnyValueAsText(String name) {
    assertEquals(Map.of(name, "x"), written(name, "x"));
    assertEquals(Map.of(name, "7"), written(name, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.attempt",
        "event.duration",
        "http.response.status_code",
        "http.request.bytes",
        "http.request.body.bytes",
        "http.response.bytes",
        "http.response.body.bytes"
      })
  void reservedLongsTakeWholeNumbers(String name) {
    assertEquals(Map.of(name, 7L), written(name, 7));
    assertEquals(Map.of(name, 7L), written(name, (short) 7));
    assertEquals(Map.of(name, 7L), written(name, new AtomicLong(7)));
    assertEquals(Map.of(name, 7L), written(name, BigInteger.valueOf(7)));
    assertEquals(Map.of(name, 7L), written(name, "7"));
    String renamed = name.replace('.', '_');
    assertEquals(Map.of("numeric_labels." + renamed, 7.5), written(name, 7.5));
    assertEquals(Map.of("labels." + renamed, "seven"), written(name, "seven"));
    assertEquals(Map.of("labels." + renamed, "true"), written(name, true));
  }

  @Test
  void durationsAreNanoseconds() {
    assertEquals(
        Map.of("event.duration", 1_500_000_000L),
        written("event.duration", Duration.ofMillis(1500)));
    assertEquals(Map.of("task.lag", -250L), written("task.lag", Duration.ofNanos(-250)));
    Duration eons = ChronoUnit.FOREVER.getDuration();
    assertEquals(Map.of("labels.event_duration", eons.toString()), written("event.duration", eons));
  }

  @ParameterizedTest
  @ValueSource(strings = {"event.start", "event.end", "task.scheduled_at"})
  void reservedDatesTakeInstantsOfAllKinds(String name) {
    Map<String, Object> expected = Map.of(name, "2026-01-31T12:00:00.500Z");
    assertEquals(expected, written(name, NOON));
    assertEquals(expected, written(name, NOON.atZone(ZoneId.of("Asia/Kathmandu"))));
    assertEquals(expected, written(name, OffsetDateTime.ofInstant(NOON, ZoneId.of("+02:00"))));
    assertEquals(expected, written(name, Date.from(NOON)));
    assertEquals(expected, written(name, new java.sql.Timestamp(NOON.toEpochMilli())));
    assertEquals(
        Map.of(name, "2026-01-31T13:00:00+01:00"), written(name, "2026-01-31T13:00:00+01:00"));
  }

  @Test
  void whatIsNoDateBecomesALabel() {
    assertEquals(Map.of("labels.event_start", "soon"), written("event.start", "soon"));
    assertEquals(
        Map.of("numeric_labels.event_start", NOON.toEpochMilli()),
        written("event.start", NOON.toEpochMilli()));
    assertEquals(
        Map.of("labels.event_end", Instant.MAX.toString()), written("event.end", Instant.MAX));
  }

  @ParameterizedTest
  @CsvSource({
    "trace_id",
    "userId",
    "message",
    "log.level",
    "event.kind",
    "task.other",
    "@timestamp",
    "tags"
  })
  void otherNamesAreLabels(String name) {
    assertEquals(Map.of("labels." + name.replace('.', '_'), "x"), written(name, "x"));
  }

  @Test
  void numbersAreNumericLabels() {
    assertEquals(Map.of("numeric_labels.n", 7L), written("n", (byte) 7));
    assertEquals(Map.of("numeric_labels.n", Long.MIN_VALUE), written("n", Long.MIN_VALUE));
    assertEquals(Map.of("numeric_labels.n", 0.1), written("n", 0.1f));
    assertEquals(Map.of("numeric_labels.n", 0.1), written("n", 0.1));
    assertEquals(Map.of("numeric_labels.n", 2.5), written("n", new BigDecimal("2.50")));
    assertEquals(Map.of("numeric_labels.n", 1e30), written("n", BigInteger.TEN.pow(30)));
    assertEquals(Map.of("numeric_labels.n", 1.5), written("n", new Fraction(3, 2)));
  }

  @Test
  void numbersWithoutAFiniteValueAreText() {
    assertEquals(Map.of("labels.n", "NaN"), written("n", Double.NaN));
    assertEquals(Map.of("labels.n", "-Infinity"), written("n", Float.NEGATIVE_INFINITY));
    assertEquals(Map.of("labels.n", "1E+400"), written("n", new BigDecimal("1E400")));
    assertEquals(Map.of("labels.n", "1/0"), written("n", new Fraction(1, 0)));
  }

  @Test
  void everythingElseIsItsText() {
    assertEquals(Map.of("labels.k", "true"), written("k", true));
    assertEquals(Map.of("labels.k", "c"), written("k", 'c'));
    assertEquals(Map.of("labels.k", "NEW"), written("k", Thread.State.NEW));
    assertEquals(Map.of("labels.k", "[1, 2]"), written("k", java.util.List.of(1, 2)));
    assertEquals(Map.of("labels.k", "sb"), written("k", CharBuffer.wrap("sb")));
    assertEquals(Map.of("labels.null", "v"), written(null, "v"));
  }

  @Test
  void keyValuesWinOverTheContextWithoutBeingCounted() {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.keyValue("order", "1");
    writer.keyValue("user.id", "u");
    writer.contextEntry("order", "2");
    writer.contextEntry("user.id", "v");
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals("1", event.get("labels.order"));
    assertEquals("u", event.get("user.id"));
    assertEquals(3, event.size());
  }

  @Test
  void aTextAndANumberOfOneKeyStandSideBySide() {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.keyValue("n", 1);
    writer.keyValue("n", "one");
    writer.keyValue("n", 2);
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals(1L, event.get("numeric_labels.n"));
    assertEquals("one", event.get("labels.n"));
    assertEquals(3, event.size());
  }

  @Test
  void longKeywordsAreCutSoThatNoTermIsImmense() {
    assertEquals("x".repeat(1021) + "…", written("task.id", "x".repeat(40_000)).get("task.id"));
  }

  private static Map<String, Object> written(String key, Object value) {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.keyValue(key, value);
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    event.remove("@timestamp");
    return event;
  }

  private static final class Fraction extends Number {
    private static final long serialVersionUID = 1L;
    private final int numerator;
    private final int denominator;

    Fraction(int numerator, int denominator) {
      this.numerator = numerator;
      this.denominator = denominator;
    }

    @Override
    public int intValue() {
      return numerator / denominator;
    }

    @Override
    public long longValue() {
      return intValue();
    }

    @Override
    public float floatValue() {
      return (float) doubleValue();
    }

    @Override
    public double doubleValue() {
      if (denominator == 0) {
        throw new ArithmeticException("no value");
      }
      return (double) numerator / denominator;
    }

    @Override
    public String toString() {
      return numerator + "/" + denominator;
    }
  }
}
