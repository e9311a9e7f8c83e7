package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where an event's texts are masked, and where they are not. */
class MaskingTest {
  private static final long CARD = 4111111111111111L;

  @Test
  void withoutRulesTextsStayAsTheyAre() {
    EcsWriter writer = begun(options -> {});
    writer.message("mail joe@example.com");
    writer.keyValue("card", CARD);
    Map<String, Object> event = end(writer);
    assertEquals("mail joe@example.com", event.get("message"));
    assertEquals(CARD, event.get("numeric_labels.card"));
  }

  @Test
  void messageErrorTagsAndLabelsAreMasked() {
    EcsWriter writer = begun(MaskingTest::all);
    writer.message("mail joe@example.com");
    Exception error = new IllegalStateException("for joe@example.com", cause());
    error.addSuppressed(new Error("ann@example.com"));
    writer.error(error);
    writer.tag("joe@example.com");
    writer.tag("ann@example.com");
    writer.keyValue("to", "joe@example.com");
    writer.keyValue("list", List.of("joe@example.com", 1));
    writer.contextEntry("from", "joe@example.com");
    Map<String, Object> event = end(writer);
    assertEquals("mail ***", event.get("message"));
    assertEquals("for ***", event.get("error.message"));
    String trace = (String) event.get("error.stack_trace");
    assertTrue(trace.startsWith("java.lang.IllegalStateException: for ***\n\tat "), trace);
    assertTrue(trace.contains("Caused by: java.lang.RuntimeException: http://a:***@b\n"), trace);
    assertTrue(trace.contains("Suppressed: java.lang.Error: ***\n"), trace);
    assertEquals(List.of("***"), event.get("tags"));
    assertEquals("***", event.get("labels.to"));
    assertEquals("[***, 1]", event.get("labels.list"));
    assertEquals("***", event.get("labels.from"));
    assertFalse(writer.truncated());
  }

  @Test
  void theIdOfAnErrorIsTheSameMaskedOrNot() {
    Throwable error = new IllegalStateException("for joe@example.com");
    EcsWriter masking = begun(MaskingTest::all);
    masking.error(error);
    EcsWriter plain = begun(options -> {});
    plain.error(error);
    assertEquals(end(plain).get("error.id"), end(masking).get("error.id"));
  }

  @Test
  void idsThatAreSearchedForAndNamesAreNot() {
    EcsWriter writer = begun(MaskingTest::all);
    writer.logger("joe@example.com");
    writer.thread("joe@example.com");
    writer.keyValue("user.email", "joe@example.com");
    writer.contextEntry("user.id", "joe@example.com");
    writer.contextEntry("task.id", "4111111111111111");
    writer.contextEntry("trace.id", "4111111111111111");
    Map<String, Object> event = end(writer);
    assertEquals("joe@example.com", event.get("log.logger"));
    assertEquals("joe@example.com", event.get("process.thread.name"));
    assertEquals("joe@example.com", event.get("user.email"));
    assertEquals("joe@example.com", event.get("user.id"));
    assertEquals("4111111111111111", event.get("task.id"));
    assertEquals("4111111111111111", event.get("trace.id"));
  }

  @Test
  void freeTextsUnderReservedNamesAreMasked() {
    EcsWriter writer = begun(MaskingTest::all);
    writer.keyValue("event.reason", "joe@example.com left");
    writer.keyValue("http.request.referrer", "https://a:b@c/");
    writer.keyValue("http.request.body.content", "card=4111111111111111");
    writer.keyValue("http.response.body.content", List.of("to joe@example.com"));
    writer.keyValue("task.attempt", "joe@example.com");
    Map<String, Object> event = end(writer);
    assertEquals("*** left", event.get("event.reason"));
    assertEquals("https://a:***@c/", event.get("http.request.referrer"));
    assertEquals("card=***", event.get("http.request.body.content"));
    assertEquals("[to ***]", event.get("http.response.body.content"));
    assertEquals("***", event.get("labels.task_attempt"), "it did not fit its type");
  }

  @Test
  void aNumberWithASecretBecomesAText() {
    Object[] numbers = {
      CARD,
      new AtomicLong(CARD),
      BigInteger.valueOf(CARD),
      (double) CARD,
      BigDecimal.valueOf(CARD),
      new BigDecimal("4.111111111111111E+15"),
      new BigDecimal("6304000000000000000")
    };
    for (Object number : numbers) {
      EcsWriter writer = begun(MaskingTest::all);
      writer.keyValue("n", number);
      Map<String, Object> event = end(writer);
      assertEquals("***", event.get("labels.n"), number.toString());
      assertNull(event.get("numeric_labels.n"));
    }
  }

  @Test
  void anyOtherNumberStaysOne() {
    Object[] numbers = {
      7,
      1764154800123L,
      Long.MIN_VALUE,
      0.4142135623730951,
      1e300,
      -0.0,
      new BigDecimal("1E+999999")
    };
    for (Object number : numbers) {
      EcsWriter masking = begun(MaskingTest::all);
      masking.keyValue("n", number);
      EcsWriter plain = begun(options -> {});
      plain.keyValue("n", number);
      assertEquals(end(plain), end(masking), number.toString());
    }
    EcsWriter own = begun(options -> options.addMask(null, "^12\\d$", null));
    own.keyValue("n", 123);
    own.keyValue("m", 1234);
    Map<String, Object> event = end(own);
    assertEquals("***", event.get("labels.n"));
    assertEquals(1234L, event.get("numeric_labels.m"));
  }

  @Test
  void anMdcTextThatIsTypedAsANumberIsMaskedFirst() {
    EcsWriter writer =
        begun(options -> options.addMask("card", null, null).addMdcField("card", "card", "number"));
    writer.contextEntry("card", Long.toString(CARD));
    assertEquals("***", end(writer).get("labels.card"));
  }

  @Test
  void valuesOfSecretKeysAreHiddenByDefault() {
    EcsWriter writer = begun(options -> {});
    writer.keyValue("db.password", "s3cret");
    writer.keyValue("Access-Token", 42);
    writer.keyValue(
        "apiKey",
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("nobody need know");
          }
        });
    writer.keyValue("max_tokens", 42);
    writer.contextEntry("Set Cookie", "s3cret");
    writer.contextEntry("secret", "s3cret");
    Map<String, Object> event = end(writer);
    assertEquals("***", event.get("labels.db_password"));
    assertEquals("***", event.get("labels.Access-Token"));
    assertEquals("***", event.get("labels.apiKey"));
    assertEquals(42L, event.get("numeric_labels.max_tokens"));
    assertEquals("***", event.get("labels.Set_Cookie"));
    assertEquals("***", event.get("labels.secret"));
  }

  @Test
  void secretKeysCanBeChosen() {
    EcsWriter off = begun(options -> options.set("maskedKeys", "off"));
    off.keyValue("password", "shown");
    assertEquals("shown", end(off).get("labels.password"));
    EcsWriter none = begun(options -> options.set("maskedKeys", ""));
    none.contextEntry("password", "shown");
    assertEquals("shown", end(none).get("labels.password"));
    EcsWriter own =
        begun(
            options ->
                options
                    .set("maskedKeys", "pin, user.email, taskAttempt")
                    .addMdcField("PIN", "number", "number"));
    own.keyValue("password", "shown");
    own.keyValue("user.email", "joe@example.com");
    own.contextEntry("PIN", "1234");
    own.contextEntry("task.attempt", "7");
    Map<String, Object> event = end(own);
    assertEquals("shown", event.get("labels.password"));
    assertEquals("***", event.get("user.email"));
    assertEquals("***", event.get("labels.number"));
    assertEquals("***", event.get("labels.task_attempt"));
  }

  @Test
  void aRepeatedValueIsMaskedEachTime() {
    EcsWriter writer = begun(MaskingTest::all);
    for (int i = 0; i < 4; i++) {
      writer.begin();
      writer.timestamp(i, 0);
      writer.contextEntry("from", "joe@example.com");
      writer.contextEntry("shop", "north");
      Map<String, Object> event = end(writer);
      assertEquals("***", event.get("labels.from"));
      assertEquals("north", event.get("labels.shop"));
    }
  }

  @Test
  void whatAFailedTextLeavesBehindIsNoSecret() {
    EcsWriter writer = begun(MaskingTest::all);
    writer.keyValue(
        "k",
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("joe@example.com");
          }
        });
    writer.failed(new IllegalStateException("joe@example.com"));
    Map<String, Object> event = end(writer);
    assertFalse(event.toString().contains("joe"), event::toString);
  }

  @Test
  void aMessageWhoseLookedAtPartIsCutSaysSo() {
    EcsWriter writer = begun(options -> options.addMask("email", null, null));
    writer.message("joe@example.com " + "x".repeat(1 << 20));
    String message = (String) end(writer).get("message");
    assertTrue(message.startsWith("*** x") && message.endsWith("x…"), message);
    assertTrue(writer.truncated());
    writer.begin();
    writer.message("short");
    writer.end();
    assertFalse(writer.truncated());
  }

  private static Throwable cause() {
    return new RuntimeException("http://a:s3cret@b");
  }

  private static void all(OptionValues options) {
    options.addMask("all", null, null);
  }

  private static EcsWriter begun(Consumer<OptionValues> options) {
    return Formats.begun(Formats.with(options));
  }

  private static Map<String, Object> end(EcsWriter writer) {
    writer.end();
    return ParsedEvent.of(writer);
  }
}
