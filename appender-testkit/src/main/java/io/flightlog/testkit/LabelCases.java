package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MDC entries and key-values without a name of their own: {@code labels.*}, {@code
 * numeric_labels.*}.
 */
public interface LabelCases extends LogEncoding {

  /** Default of {@code maxFields}. */
  int MAX_LABELS = 64;

  @Test
  default void mdcEntriesBecomeLabelsWithUnderscoresForDots() {
    LogDocument document = document(LogCall.info("m").mdc(Map.of("shop", "b12", "a.b.c", "d")));
    assertEquals("b12", document.text("labels.shop"));
    assertEquals("d", document.text("labels.a_b_c"));
  }

  @Tag("T14")
  @ParameterizedTest
  @ValueSource(strings = {"42", "4.2", "true", "null", "NaN", "2026-10-31", "{\"a\":1}", ""})
  default void aTypeIsNeverGuessedFromText(String value) {
    LogCall call = LogCall.info("m").mdc(Map.of("answer", value)).keyValue("reply", value);
    LogDocument document = document(call);
    assertEquals(value, document.text("labels.answer"));
    assertEquals(value, document.text("labels.reply"));
  }

  @Test
  default void numberKeyValuesBecomeNumericLabels() {
    LogCall call =
        LogCall.info("m")
            .keyValue("i", 1)
            .keyValue("l", Long.MIN_VALUE)
            .keyValue("d", 1.5)
            .keyValue("f", -2.25f)
            .keyValue("b", (byte) 7)
            .keyValue("dotted.name", new BigDecimal("0.125"));
    LogDocument document = document(call);
    assertEquals(1, document.field("numeric_labels.i").doubleValue());
    assertEquals((double) Long.MIN_VALUE, document.field("numeric_labels.l").doubleValue());
    assertEquals(1.5, document.field("numeric_labels.d").doubleValue());
    assertEquals(-2.25, document.field("numeric_labels.f").doubleValue());
    assertEquals(7, document.field("numeric_labels.b").doubleValue());
    assertEquals(0.125, document.field("numeric_labels.dotted_name").doubleValue());
  }

  @Test
  default void otherKeyValuesBecomeLabelsByTheirText() {
    LogCall call =
        LogCall.info("m")
            .keyValue("flag", true)
            .keyValue("level", LogCall.Level.WARN)
            .keyValue("c", 'x');
    LogDocument document = document(call);
    assertEquals("true", document.text("labels.flag"));
    assertEquals("WARN", document.text("labels.level"));
    assertEquals("x", document.text("labels.c"));
  }

  @Test
  default void numbersThatADoubleCannotHoldNeverReachTheNumericLabels() {
    Map<String, Number> unfit = new TreeMap<>();
    unfit.put("nan", Double.NaN);
    unfit.put("inf", Double.NEGATIVE_INFINITY);
    unfit.put("floatNan", Float.NaN);
    unfit.put("floatInf", Float.POSITIVE_INFINITY);
    unfit.put("bigDecimal", new BigDecimal("1e400"));
    unfit.put("bigInteger", BigInteger.TEN.pow(400));
    LogCall call = LogCall.info("m");
    unfit.forEach(call::keyValue);
    LogDocument document = document(call.keyValue("fine", 1));
    assertEquals(
        List.of("numeric_labels.fine"), List.copyOf(document.namesUnder("numeric_labels.")));
  }

  @Test
  default void nullKeysAndValuesDoNoHarm() {
    Map<String, String> mdc = new HashMap<>();
    mdc.put("nothing", null);
    mdc.put("user.id", null);
    mdc.put("something", "s");
    LogCall call = LogCall.info("m").mdc(mdc).keyValue(null, "orphan").keyValue("none", null);
    LogDocument document = document(call.keyValue(null, null).keyValue("some", "t"));
    assertEquals("s", document.text("labels.something"));
    assertEquals("t", document.text("labels.some"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", "..", "...", ".a", "a.", "..a..", "a..b", "a. .b", "\u0000", "_"})
  default void keysThatServersRefuseAreRenamedAndKeepTheirValue(String key) {
    assertTrue(document(LogCall.info("m").mdc(Map.of(key, "kept"))).labelValues().contains("kept"));
    LogDocument document = document(LogCall.info("m").keyValue(key, "kept").keyValue(key, 7));
    assertTrue(document.labelValues().contains("kept"), document::toString);
    for (String name : document.namesUnder("labels.")) {
      assertFalse(name.substring("labels.".length()).contains("."), () -> "a dot in " + name);
    }
  }

  @Test
  default void keysThatBecomeEqualAreWrittenOnce() {
    Map<String, String> mdc = new LinkedHashMap<>();
    List.of("a.b", "a_b", ".a.b", "a.b.", "").forEach(key -> mdc.put(key, "mdc"));
    LogCall call = LogCall.info("m").mdc(mdc);
    List.of("a.b", "a_b", "a.b", "", ".").forEach(key -> call.keyValue(key, "kv"));
    LogDocument document = document(call.keyValue("n.m", 1).keyValue("n_m", 2).keyValue("n.m", 3));
    assertEquals("kv", document.text("labels.a_b"));
    assertTrue(document.has("numeric_labels.n_m"), document::toString);
  }

  @Test
  default void aKeyValueWinsOverTheMdc() {
    LogCall call =
        LogCall.info("m").mdc(Map.of("shop", "of the context")).keyValue("shop", "of the call");
    assertEquals("of the call", document(call).text("labels.shop"));
  }

  @Test
  default void labelsAreBoundedAndTheRestIsCounted() {
    Map<String, String> mdc = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      mdc.put("key" + i, "value" + i);
    }
    LogDocument document = document(LogCall.info("m").mdc(mdc));
    assertEquals(MAX_LABELS, document.namesUnder("labels.key").size());
    assertEquals("136", document.field("labels.flightlog_truncated").asText());
    for (String name : document.namesUnder("labels.key")) {
      assertEquals(name.replace("labels.key", "value"), document.text(name));
    }
  }

  @Test
  default void asManyLabelsAsAllowedAreNotMarked() {
    LogCall call = LogCall.info("m");
    for (int i = 0; i < MAX_LABELS; i++) {
      call.keyValue("key" + i, "v");
    }
    LogDocument document = document(call);
    assertEquals(MAX_LABELS, document.namesUnder("labels.key").size());
    assertFalse(document.has("labels.flightlog_truncated"), document::toString);
  }

  @Test
  default void reservedNamesAreKeptHoweverManyLabelsThereAre() {
    Map<String, String> mdc = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      mdc.put("key" + i, "v");
    }
    mdc.put("task.id", "t-1");
    mdc.put("zz.user", "u");
    mdc.put("user.id", "u-1");
    LogDocument document = document(LogCall.info("m").mdc(mdc));
    assertEquals("t-1", document.text("task.id"));
    assertEquals("u-1", document.text("user.id"));
  }

  @Test
  default void aReusedMapThatChangesBetweenEventsLeaksNothing() {
    Map<String, String> reused = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      reused.put("user.id", "user-" + i);
      reused.put("shop", "shop-" + i);
      reused.remove("odd");
      if (i % 2 == 1) {
        reused.put("odd", "yes");
      }
      LogDocument document = document(LogCall.info("m").mdc(reused));
      assertEquals("user-" + i, document.text("user.id"));
      assertEquals("shop-" + i, document.text("labels.shop"));
      assertEquals(i % 2 == 1, document.has("labels.odd"), document::toString);
    }
  }

  @Test
  default void oursMayNotBeForgedThroughALabel() {
    Map<String, String> mdc = Map.of("flightlog_truncated", "9", "flightlog.truncated", "8");
    LogDocument document = document(LogCall.info("m").mdc(mdc).keyValue("labels.x", "y"));
    JsonNode forged = document.json().get("labels.x");
    assertTrue(forged == null, "labels.x was taken for a name of its own");
    assertEquals("y", document.text("labels.labels_x"));
  }

  private LogDocument document(LogCall call) {
    return LogDocument.parse(encode(call));
  }
}
