package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes: valid JSON on one line within the bound, no name twice, texts whole or cut. */
class RandomEventsTest {
  private static final String[] KEYS = {
    "task.id", "userId", "user.id", "user", "trace_id", "traceId", "task.attempt", "a.b", "a_b",
    "a b", "", ".", "..", "event.duration", "event.start", "labels.x", "x", "flightlog_truncated",
    "message", "@timestamp", "http.response.status_code", "team", "numeric_labels", "é", "\u0000"
  };
  private static final String[] PIECES = {
    "a",
    "plain words ",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\u0000",
    "\u001b[31m",
    "\u202e",
    "é",
    "€",
    "😀",
    "\ud800",
    "\udc00",
    "\u2028",
    "…",
    "{\"a\":1}",
    "\u007f",
    "\u0085"
  };

  @Test
  void neverBreakADocument() {
    long seed = Long.getLong("flightlog.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int maxEventBytes = 1024 + random.nextInt(8000);
      int maxFields = random.nextInt(40);
      EcsFormat format =
          Formats.with(
              options ->
                  options
                      .set("maxEventBytes", Integer.toString(maxEventBytes))
                      .set("maxMessageBytes", Integer.toString(16 + random.nextInt(4000)))
                      .set("maxStackTraceBytes", Integer.toString(16 + random.nextInt(4000)))
                      .set("maxFields", Integer.toString(maxFields))
                      .addField("team", "blue")
                      .addField("x", "constant"));
      EcsWriter writer = format.newWriter();
      for (int i = 0; i < 20; i++) {
        String what = "seed " + seed + ", round " + round + ", event " + i;
        String message = text(random);
        assertDoesNotThrow(() -> write(writer, random, message), what);
        assertTrue(writer.length() <= maxEventBytes, what);
        Map<String, Object> event = assertDoesNotThrow(() -> framed(writer, format), what);
        assertIsWholeOrCut(message, (String) event.get("message"), writer.truncated(), what);
        long labels = event.keySet().stream().filter(RandomEventsTest::isLabelOfEvent).count();
        assertTrue(labels <= maxFields, what + ": " + labels);
      }
    }
  }

  private static boolean isLabelOfEvent(String name) {
    return (name.startsWith("labels.") || name.startsWith("numeric_labels."))
        && !name.startsWith("labels.flightlog_")
        && !name.equals("labels.team")
        && !name.equals("labels.x");
  }

  private static void assertIsWholeOrCut(
      String original, String read, boolean truncated, String what) {
    String clean = new String(original.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    boolean cut =
        truncated
            && read.endsWith("…")
            && clean.startsWith(read.substring(0, read.length() - "…".length()));
    assertTrue(read.equals(clean) || cut, what + ": " + read);
  }

  private static void write(EcsWriter writer, Random random, String message) {
    writer.begin();
    writer.timestamp(random.nextLong(), random.nextInt());
    writer.level(PIECES[random.nextInt(3)]);
    writer.logger(random.nextBoolean() ? text(random) : "some.Logger");
    writer.thread(text(random));
    writer.message(random.nextBoolean() ? message : builder(message));
    if (random.nextInt(4) == 0) {
      writer.error(new IllegalStateException(text(random), new Error(text(random))));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      writer.tag(text(random));
    }
    writer.origin(text(random), random.nextInt(), text(random));
    for (int i = random.nextInt(15); i > 0; i--) {
      writer.keyValue(key(random), value(random));
    }
    for (int i = random.nextInt(30); i > 0; i--) {
      writer.contextEntry(key(random), random.nextInt(5) == 0 ? "same" : text(random));
    }
    if (random.nextInt(10) == 0) {
      writer.failed(new IllegalStateException());
    }
    writer.end();
  }

  private static Map<String, Object> framed(EcsWriter writer, EcsFormat format) {
    String members = new String(writer.buffer(), 0, writer.length(), StandardCharsets.UTF_8);
    String constants = new String(format.constants(), StandardCharsets.UTF_8);
    String document = "\"event.sequence\":0," + members + "," + constants;
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return ParsedEvent.of(bytes, bytes.length);
  }

  static CharSequence builder(String text) {
    StringBuilder builder = new StringBuilder();
    builder.append(text);
    return builder;
  }

  private static String key(Random random) {
    return random.nextInt(4) == 0 ? text(random) : KEYS[random.nextInt(KEYS.length)];
  }

  private static Object value(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextLong();
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> Float.intBitsToFloat(random.nextInt());
      case 3 -> new BigDecimal("1e" + random.nextInt(1000));
      case 4 -> Duration.ofSeconds(random.nextLong());
      case 5 -> Instant.ofEpochSecond(random.nextInt());
      case 6 -> random.nextBoolean();
      case 7 -> Double.NaN;
      default -> text(random);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(8) == 0 ? random.nextInt(2000) : random.nextInt(20);
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(3) > 0 ? "x" : PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
