package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX");

  private final JsonWriter out = new JsonWriter(64, 1024);
  private final UtcTime time = new UtcTime(JsonWriter.name("t"));

  @Test
  void agreesWithJavaTimeOnEveryDay() {
    for (long day = -719_528; day < 2_932_896; day += 7) {
      long second = day * 86_400 + Math.floorMod(day * 7919, 86_400L);
      assertEquals(MILLIS.format(utc(second, 5_000_000)), written(second, 5_000_000));
    }
  }

  @Test
  void writesMicrosecondsOnlyWhereThereAreSome() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long second = 1_700_000_000L + random.nextInt(3);
      int nano = random.nextInt(1_000_000_000);
      DateTimeFormatter format = nano / 1000 % 1000 == 0 ? MILLIS : MICROS;
      assertEquals(format.format(utc(second, nano)), written(second, nano), "seed " + seed);
    }
    assertEquals("2023-11-14T22:13:20.000Z", written(1_700_000_000, 999));
    assertEquals("2023-11-14T22:13:20.120Z", written(1_700_000_000, 120_000_000));
  }

  @Test
  void whatFourDigitsOfAYearCannotSayBecomesTheirEdge() {
    assertEquals("9999-12-31T23:59:59.000Z", written(Long.MAX_VALUE, 0));
    assertEquals("0000-01-01T00:00:00.000Z", written(Long.MIN_VALUE, 0));
    assertEquals("1970-01-01T00:00:00.000Z", written(0, -1));
    assertEquals("1970-01-01T00:00:00.999999Z", written(0, Integer.MAX_VALUE));
  }

  @Test
  void whatItWritesIsAnIsoInstant() {
    for (int nano : new int[] {0, 1_000, 999_999_999}) {
      assertEquals(true, IsoInstant.isValid(written(1_700_000_000, nano)));
    }
  }

  private static OffsetDateTime utc(long second, int nano) {
    return Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.UTC);
  }

  private String written(long second, int nano) {
    out.reset();
    time.write(out, second, nano);
    String text = new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8);
    return text.substring("\"t\":\"".length(), text.length() - 1);
  }
}
