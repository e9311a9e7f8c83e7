package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.flightlog.testkit.LogDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.MessageFormatter;

class PlainMessageTest {
  private static final String[] PIECES = {
    "{}", "{", "}", "{ }", "{}{}", " ", "a", "Käse", "\uD83D\uDE00", "$", "%s", "{0}", "\n", ""
  };
  private static final Object[] PLAIN = {
    null,
    "",
    "text",
    "{}",
    "{",
    "\\",
    "ü\uD83D\uDE00",
    true,
    'c',
    '{',
    0,
    -1,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    (short) -7,
    (byte) 9,
    1.5,
    -0.0,
    1e300,
    Double.NaN,
    0.1f,
    Float.POSITIVE_INFINITY
  };

  private final Logger logger = new LoggerContext().getLogger("test");

  @Test
  void saysWhatSlf4jSaysOfAnyPatternAndPlainArguments() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int k = random.nextInt(7); k > 0; k--) {
        pattern.append(PIECES[random.nextInt(PIECES.length)]);
      }
      Object[] arguments = new Object[1 + random.nextInt(5)];
      for (int k = 0; k < arguments.length; k++) {
        arguments[k] = PLAIN[random.nextInt(PLAIN.length)];
      }
      LoggingEvent event = event(pattern.toString(), arguments);
      assertTrue(PlainMessage.isPlain(event), () -> "seed " + seed + ": " + event);
      String expected = MessageFormatter.arrayFormat(pattern.toString(), arguments).getMessage();
      assertEquals(expected, formatted(event), () -> "seed " + seed + ": " + pattern);
      assertEquals(expected, event.getFormattedMessage());
    }
  }

  @Test
  void leavesOutAThrowableAsTheEventDoes() {
    LoggingEvent event = event("{} of {} failed: {}", "run", 7, new IllegalStateException("why"));
    assertTrue(PlainMessage.isPlain(event));
    assertEquals("run of 7 failed: {}", formatted(event));
    assertEquals(event.getFormattedMessage(), formatted(event));
  }

  @Test
  void leavesToTheEventWhatIsNotPlain() {
    assertFalse(PlainMessage.isPlain(event(null, "an argument")));
    assertFalse(PlainMessage.isPlain(event("\\{} {}", "an escape")));
    assertFalse(PlainMessage.isPlain(event("{}", BigDecimal.ONE)));
    assertFalse(PlainMessage.isPlain(event("{}", (Object) new int[] {1})));
    assertFalse(PlainMessage.isPlain(event("{} {}", "text", new Object())));
    LoggingEvent other =
        new LoggingEvent("fqcn", logger, Level.INFO, "{}", null, new Object[] {1}) {
          @Override
          public String getFormattedMessage() {
            return "what it likes";
          }
        };
    assertFalse(PlainMessage.isPlain(other));
  }

  @Test
  void anArgumentIsAskedOnceForItsTextHoweverManyAppendersThereAre() {
    AtomicInteger asked = new AtomicInteger();
    Object argument =
        new Object() {
          @Override
          public String toString() {
            return "asked " + asked.incrementAndGet();
          }
        };
    LoggingEvent event = event("{}", argument);
    List<String> messages = new ArrayList<>();
    for (int appender = 0; appender < 3; appender++) {
      messages.add(LogDocument.parse(Encoding.withDefaults().encode(event)).text("message"));
      messages.add(event.getFormattedMessage());
    }
    assertEquals(List.of("asked 1"), messages.stream().distinct().toList());
  }

  private LoggingEvent event(String pattern, Object... arguments) {
    return new LoggingEvent("fqcn", logger, Level.INFO, pattern, null, arguments);
  }

  private static String formatted(LoggingEvent event) {
    StringBuilder out = new StringBuilder();
    PlainMessage.append(event, out);
    return out.toString();
  }
}
