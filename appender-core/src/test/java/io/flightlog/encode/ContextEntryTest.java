package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.config.OptionValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextEntryTest {
  @ParameterizedTest
  @CsvSource({
    "trace_id,trace.id",
    "traceId,trace.id",
    "trace.id,trace.id",
    "span_id,span.id",
    "spanId,span.id",
    "span.id,span.id",
    "user,user.id",
    "userId,user.id",
    "user.id,user.id",
    "user.name,user.name",
    "task.id,task.id",
    "task.name,task.name",
    "task.run.id,task.run.id",
    "task.queue,task.queue",
    "task.trigger,task.trigger",
    "user.email,labels.user_email",
    "event.action,labels.event_action",
    "message,labels.message",
    "@timestamp,labels.@timestamp",
    "orderId,labels.orderId",
    "'',labels._",
  })
  void knowsTheUsualNames(String key, String member) {
    assertEquals(Map.of(member, "42"), written(key, "42"));
  }

  @Test
  void aMissingKeyIsCalledNull() {
    assertEquals(Map.of("labels.null", "v"), written(null, "v"));
  }

  @Test
  void typedNamesTakeOnlyWhatFits() {
    assertEquals(Map.of("task.attempt", 3L), written("task.attempt", "3"));
    assertEquals(Map.of("labels.task_attempt", "third"), written("task.attempt", "third"));
    assertEquals(
        Map.of("task.scheduled_at", "2026-01-31T10:00:00Z"),
        written("task.scheduled_at", "2026-01-31T10:00:00Z"));
    assertEquals(
        Map.of("labels.task_scheduled_at", "2026-02-31T10:00:00Z"),
        written("task.scheduled_at", "2026-02-31T10:00:00Z"));
  }

  @Test
  void typedValuesStayTypedWhenTheyComeAgain() {
    EcsWriter writer = Formats.plain().newWriter();
    for (String attempt : new String[] {"3", "3", "3", "x", "x", "x", "4", "3"}) {
      writer.begin();
      writer.timestamp(0, 0);
      writer.contextEntry("task.attempt", attempt);
      writer.end();
      Map<String, Object> event = ParsedEvent.of(writer);
      if (attempt.equals("x")) {
        assertEquals("x", event.get("labels.task_attempt"));
      } else {
        assertEquals(Long.parseLong(attempt), event.get("task.attempt"));
      }
      assertEquals(2, event.size());
    }
  }

  @Test
  void anotherSpellingOfTheUserIsKeptAsALabel() {
    assertEquals(
        Map.of("user.id", "u-1", "labels.user", "alice"),
        written(options -> {}, "userId", "u-1", "user", "alice"));
  }

  @Test
  void anotherSpellingOfTheTraceIsLeftOut() {
    assertEquals(Map.of("trace.id", "1"), written(options -> {}, "trace_id", "1", "traceId", "2"));
    assertEquals(Map.of("trace.id", "2"), written(options -> {}, "trace_id", "", "traceId", "2"));
  }

  @Test
  void keysThatAreRenamedToTheSameAreCounted() {
    assertEquals(
        Map.of("labels.a_b", "1", "labels.flightlog_truncated", "2"),
        written(options -> {}, "a.b", "1", "a_b", "2", "a b", "3"));
  }

  @Test
  void theLibrarysOwnLabelsCannotBeSet() {
    assertEquals(
        Map.of(),
        written(options -> {}, "flightlog_truncated", "9", "flightlog.encoding.failure", "9"));
  }

  @Test
  void labelsBeyondTheBoundAreCounted() {
    EcsWriter writer = Formats.begun(Formats.with(options -> options.set("maxFields", "64")));
    for (int i = 0; i < 200; i++) {
      writer.contextEntry("key" + i, "v");
    }
    writer.contextEntry("task.id", "t");
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals(64, event.keySet().stream().filter(name -> name.startsWith("labels.key")).count());
    assertEquals("136", event.get("labels.flightlog_truncated"));
    assertEquals("t", event.get("task.id"));
  }

  @Test
  void noLabelsAtAllIsABoundToo() {
    assertEquals(
        Map.of("task.id", "t", "labels.flightlog_truncated", "1"),
        written(options -> options.set("maxFields", "0"), "k", "v", "task.id", "t"));
  }

  @Test
  void manyKeysOverManyEventsStayApart() {
    EcsWriter writer = Formats.with(options -> options.set("maxLabelNames", "700")).newWriter();
    for (int i = 0; i < 3000; i++) {
      writer.begin();
      writer.timestamp(0, 0);
      Map<String, Object> expected = new TreeMap<>();
      for (int k = 0; k < 5; k++) {
        String key = "key" + (i * 3 + k) % 700;
        writer.contextEntry(key, "v" + i);
        expected.put("labels." + key, "v" + i);
      }
      writer.end();
      Map<String, Object> event = new TreeMap<>(ParsedEvent.of(writer));
      event.remove("@timestamp");
      assertEquals(expected, event);
    }
  }

  @Test
  void veryLongKeysAreStillWrittenOnce() {
    String key = "k".repeat(5000);
    assertEquals(
        Map.of("labels." + "k".repeat(253) + "…", "1", "labels.flightlog_truncated", "1"),
        written(options -> {}, key + "a", "1", key + "b", "2"));
  }

  @Test
  void includeAndExcludeHoldForEveryKey() {
    assertEquals(
        Map.of("labels.a", "1"),
        written(options -> options.set("mdc.include", "a"), "a", "1", "b", "2", "task.id", "3"));
    assertEquals(
        Map.of("labels.a", "1"),
        written(
            options -> options.set("mdc.exclude", "b, userId"), "a", "1", "b", "2", "userId", "3"));
  }

  @Test
  void configuredKeysAreRenamedAndTyped() {
    Consumer<OptionValues> options =
        values ->
            values
                .addMdcField("rows", "row.count", "number")
                .addMdcField("user", "account", null)
                .addMdcField("ratio", null, "number");
    assertEquals(
        Map.of(
            "numeric_labels.row_count",
            12L,
            "labels.account",
            "alice",
            "numeric_labels.ratio",
            0.5),
        written(options, "rows", "12", "user", "alice", "ratio", "0.5"));
    assertEquals(
        Map.of("labels.row_count", "many", "labels.ratio", "NaN"),
        written(options, "rows", "many", "ratio", "NaN"));
  }

  @Test
  void textThatLooksLikeANumberStaysText() {
    assertEquals(Map.of("labels.n", "42"), written("n", "42"));
  }

  private static Map<String, Object> written(String key, String value) {
    return written(options -> {}, key, value);
  }

  private static Map<String, Object> written(
      Consumer<OptionValues> options, String... keysAndValues) {
    EcsWriter writer = Formats.begun(Formats.with(options));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      writer.contextEntry(keysAndValues[i], keysAndValues[i + 1]);
    }
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    event.remove("@timestamp");
    return event;
  }
}
