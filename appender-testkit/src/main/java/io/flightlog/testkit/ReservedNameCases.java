package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names with a meaning: trace, user, task, event, http; typed, once each, and ours beyond reach.
 */
public interface ReservedNameCases extends LogEncoding {

  @ParameterizedTest
  @CsvSource({"trace_id,span_id", "traceId,spanId", "trace.id,span.id"})
  default void traceAndSpanComeFromTheMdcInThreeSpellings(String traceKey, String spanKey) {
    Map<String, String> mdc =
        Map.of(traceKey, "4bf92f3577b34da6a3ce929d0e0e4736", spanKey, "00f067aa0ba902b7");
    LogDocument document = document(LogCall.info("m").mdc(mdc));
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", document.text("trace.id"));
    assertEquals("00f067aa0ba902b7", document.text("span.id"));
    assertTrue(document.namesUnder("labels.").isEmpty(), document::toString);
  }

  @ParameterizedTest
  @CsvSource({"user.id,user.id", "userId,user.id", "user,user.id", "user.name,user.name"})
  default void userComesFromTheMdc(String key, String field) {
    LogDocument document = document(LogCall.info("m").mdc(Map.of(key, "anna")));
    assertEquals("anna", document.text(field));
    assertTrue(document.namesUnder("labels.").isEmpty(), document::toString);
  }

  @Test
  default void allSpellingsAtOnceGiveEachFieldOnce() {
    Map<String, String> mdc = new LinkedHashMap<>();
    List.of("trace_id", "traceId", "trace.id").forEach(key -> mdc.put(key, "t"));
    List.of("span_id", "spanId", "span.id").forEach(key -> mdc.put(key, "s"));
    List.of("user", "userId", "user.id").forEach(key -> mdc.put(key, "u"));
    LogCall call = LogCall.info("m").mdc(mdc);
    call.keyValue("trace.id", "t2").keyValue("span.id", "s2").keyValue("user.id", "u2");
    LogDocument document = document(call);
    assertEquals("t2", document.text("trace.id"));
    assertEquals("s2", document.text("span.id"));
    assertEquals("u2", document.text("user.id"));
  }

  @Test
  default void taskFieldsFromTheMdcAreTyped() {
    Map<String, String> mdc = new LinkedHashMap<>();
    mdc.put("task.id", "invoice-7");
    mdc.put("task.name", "invoice");
    mdc.put("task.run.id", "r-1");
    mdc.put("task.attempt", "3");
    mdc.put("task.queue", "nightly");
    mdc.put("task.scheduled_at", "2026-10-31T10:00:00Z");
    mdc.put("task.trigger", "cron");
    LogDocument document = document(LogCall.info("m").mdc(mdc));
    assertEquals("invoice-7", document.text("task.id"));
    assertEquals("invoice", document.text("task.name"));
    assertEquals("r-1", document.text("task.run.id"));
    assertEquals(3, document.integer("task.attempt"));
    assertEquals("nightly", document.text("task.queue"));
    assertEquals(Instant.parse("2026-10-31T10:00:00Z"), instant(document, "task.scheduled_at"));
    assertEquals("cron", document.text("task.trigger"));
    assertTrue(document.namesUnder("labels.").isEmpty(), document::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "three", "3.5", "1e3", "99999999999999999999", "NaN", " ", "+", "-"})
  default void anAttemptThatIsNoLongNeverReachesTheLongField(String attempt) {
    LogDocument document = document(LogCall.info("m").mdc(Map.of("task.attempt", attempt)));
    assertFalse(document.has("task.attempt"), document::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-13-01T00:00:00Z", "2026-10-31T25:00:00Z", "NaN", "-"})
  default void aTimeThatIsNoneNeverReachesADateField(String time) {
    LogCall call =
        LogCall.info("m").mdc(Map.of("task.scheduled_at", time)).keyValue("event.start", time);
    LogDocument document = document(call);
    assertFalse(document.has("task.scheduled_at"), document::toString);
    assertFalse(document.has("event.start"), document::toString);
  }

  @Test
  default void reservedKeyValuesAreWrittenTypedUnderTheirNames() {
    Instant start = Instant.parse("2026-10-31T10:00:00.5Z");
    LogCall call =
        LogCall.info("m")
            .keyValue("event.action", "task-run")
            .keyValue("event.outcome", "failure")
            .keyValue("event.reason", "out of paper")
            .keyValue("event.duration", 1_500_000_000L)
            .keyValue("event.start", start)
            .keyValue("event.end", "2026-10-31T10:00:02Z")
            .keyValue("task.id", "t-1")
            .keyValue("task.attempt", 2)
            .keyValue("task.lag", Duration.ofMillis(250))
            .keyValue("user.name", "Anna")
            .keyValue("http.request.method", "GET")
            .keyValue("http.response.status_code", 404);
    LogDocument document = document(call);
    assertEquals("task-run", document.text("event.action"));
    assertEquals("failure", document.text("event.outcome"));
    assertEquals("out of paper", document.text("event.reason"));
    assertEquals(1_500_000_000L, document.integer("event.duration"));
    assertEquals(start, instant(document, "event.start"));
    assertEquals(Instant.parse("2026-10-31T10:00:02Z"), instant(document, "event.end"));
    assertEquals("t-1", document.text("task.id"));
    assertEquals(2, document.integer("task.attempt"));
    assertEquals(250_000_000L, document.integer("task.lag"));
    assertEquals("Anna", document.text("user.name"));
    assertEquals("GET", document.text("http.request.method"));
    assertEquals(404, document.integer("http.response.status_code"));
    assertTrue(document.labelValues().isEmpty(), document::toString);
  }

  @Test
  default void aDurationMayBeADuration() {
    LogCall call = LogCall.info("m").keyValue("event.duration", Duration.ofMillis(1500));
    assertEquals(1_500_000_000L, document(call).integer("event.duration"));
  }

  @Tag("T14")
  @Test
  default void reservedKeyValuesOfAnotherTypeNeverReachTheTypedField() {
    for (Object value :
        new Object[] {"long", Double.NaN, true, new int[0], List.of(1), Map.of(1, 2)}) {
      LogCall call = LogCall.info("m");
      List.of("event.duration", "task.attempt", "http.response.status_code", "event.end")
          .forEach(key -> call.keyValue(key, value));
      LogDocument document = document(call);
      for (String name : List.of("event.duration", "task.attempt", "http.response.status_code")) {
        JsonNode field = document.json().get(name);
        assertTrue(field == null || field.isIntegralNumber(), () -> name + " became " + field);
      }
      assertFalse(document.has("event.end"), document::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@timestamp",
        "message",
        "log.level",
        "log.logger",
        "log",
        "process.thread.name",
        "process.pid",
        "event.sequence",
        "event",
        "event.dataset",
        "event.kind",
        "agent.ephemeral_id",
        "agent",
        "service.name",
        "service",
        "host.name",
        "error.type",
        "error.id",
        "error.stack_trace",
        "error",
        "tags",
        "labels",
        "numeric_labels",
        "data_stream.dataset",
        "flightlog.original",
        "ecs.version",
        "_id",
        "_index",
        "_source",
        "user",
        "task",
        "task.log",
        "task.log.error",
        "trace",
        "span",
        "http"
      })
  default void ourNamesCannotBeTakenByMdcOrKeyValue(String name) {
    LogCall call = LogCall.error("real {}", new IllegalStateException("real")).marker("REAL");
    call.mdc(Map.of(name, "forged")).keyValue(name, "forged").keyValue(name, 666);
    LogDocument document = document(call.keyValue(name, List.of("forged")));
    assertEquals("real {}", document.text("message"));
    assertEquals("ERROR", document.text("log.level"));
    assertEquals("io.flightlog.contract.Caller", document.text("log.logger"));
    assertEquals("java.lang.IllegalStateException", document.text("error.type"));
    assertEquals("REAL", document.field("tags").get(0).textValue());
    if (!List.of("user", "task", "trace", "span").contains(name)) {
      JsonNode taken = document.json().get(name);
      assertTrue(taken == null || !taken.asText().matches("forged|666"), document::toString);
    }
  }

  private LogDocument document(LogCall call) {
    return LogDocument.parse(encode(call));
  }

  private static Instant instant(LogDocument document, String name) {
    return Instant.parse(document.text(name));
  }
}
