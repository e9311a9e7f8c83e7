package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that every event has, and the message as the framework would format it. */
public interface FieldCases extends LogEncoding {

  /**
   * How fine the framework's own time is; overridden by front-ends whose events have only millis.
   */
  default ChronoUnit timestampPrecision() {
    return ChronoUnit.MICROS;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-31T23:59:58.123456Z",
        "2026-01-01T00:00:00Z",
        "2024-02-29T12:34:56.000001Z",
        "1970-01-01T00:00:00.999999Z",
        "2038-01-19T03:14:08.5Z"
      })
  default void timestampIsUtcWithAllDigitsTheFrameworkHas(String instant) {
    LogCall call = LogCall.info("m").instant(Instant.parse(instant));
    String timestamp = LogDocument.parse(encode(call)).text("@timestamp");
    assertTrue(timestamp.endsWith("Z"), timestamp);
    assertEquals(
        Instant.parse(instant).truncatedTo(timestampPrecision()), Instant.parse(timestamp));
  }

  @ParameterizedTest
  @EnumSource(LogCall.Level.class)
  default void levelKeepsItsName(LogCall.Level level) {
    assertEquals(level.name(), LogDocument.parse(encode(LogCall.at(level, "m"))).text("log.level"));
  }

  @Test
  default void loggerThreadAndMessageStandUnderTheirNames() {
    LogCall call = LogCall.info("ran {} of {}", 3, "four").logger("a.b.C").thread("pool-1");
    LogDocument document = LogDocument.parse(encode(call));
    assertEquals("a.b.C", document.text("log.logger"));
    assertEquals("pool-1", document.text("process.thread.name"));
    assertEquals("ran 3 of four", document.text("message"));
  }

  @Test
  default void argumentsAreFormattedAsTheFrameworkDoes() {
    assertMessage("no argument {}", LogCall.info("no argument {}"));
    assertMessage("one a too few {}", LogCall.info("one {} too few {}", "a"));
    assertMessage("one a", LogCall.info("one {}", "a", "surplus"));
    assertMessage("null is null", LogCall.info("null is {}", (Object) null));
    assertMessage("array [1, 2]", LogCall.info("array {}", (Object) new int[] {1, 2}));
    assertMessage("empty ", LogCall.info("empty {}", ""));
    assertMessage("NaN Infinity", LogCall.info("{} {}", Double.NaN, Float.POSITIVE_INFINITY));
  }

  @Test
  default void nullArgumentArrayAndNullMessageStillGiveADocument() {
    assertMessage("as it is {}", LogCall.info("as it is {}", (Object[]) null));
    LogDocument document = LogDocument.parse(encode(LogCall.info(null, (Object[]) null)));
    assertEquals("INFO", document.text("log.level"));
    document = LogDocument.parse(encode(LogCall.info(null, "an argument")));
    assertEquals("INFO", document.text("log.level"));
  }

  @Test
  default void emptyMessageIsKept() {
    assertMessage("", LogCall.info(""));
  }

  @Test
  default void markersBecomeTags() {
    LogCall call = LogCall.info("m").marker("AUDIT").marker("BILLING");
    List<String> tags = new java.util.ArrayList<>();
    LogDocument.parse(encode(call)).field("tags").forEach(tag -> tags.add(tag.textValue()));
    Collections.sort(tags);
    assertEquals(List.of("AUDIT", "BILLING"), tags);
  }

  @Test
  default void whatACallLacksIsNotWritten() {
    LogDocument document = LogDocument.parse(encode(LogCall.info("bare")));
    assertFalse(document.has("tags"), document::toString);
    assertTrue(document.namesUnder("error.").isEmpty(), document::toString);
    assertTrue(document.namesUnder("task.").isEmpty(), document::toString);
    assertTrue(document.namesUnder("labels.").isEmpty(), document::toString);
    assertTrue(document.namesUnder("numeric_labels.").isEmpty(), document::toString);
    assertTrue(document.namesUnder("log.origin").isEmpty(), "caller data without being asked for");
  }

  private void assertMessage(String expected, LogCall call) {
    assertEquals(expected, LogDocument.parse(encode(call)).text("message"));
  }
}
