package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EcsWriterTest {
  private final EcsWriter writer = Formats.begun(Formats.plain());

  @Test
  void writesTheNamedMembersInOrder() {
    writer.level("INFO");
    writer.logger("com.example.Job");
    writer.thread("worker-1");
    writer.message("done");
    writer.tag("AUDIT");
    writer.tag("SLOW");
    writer.origin("Job.java", 42, "run");
    writer.end();

    assertEquals(
        "\"@timestamp\":\"2023-11-14T22:13:20.123Z\",\"log.level\":\"INFO\","
            + "\"log.logger\":\"com.example.Job\",\"process.thread.name\":\"worker-1\","
            + "\"message\":\"done\",\"tags\":[\"AUDIT\",\"SLOW\"],\"log.origin.file.name\":\"Job.java\","
            + "\"log.origin.file.line\":42,\"log.origin.function\":\"run\"",
        new String(writer.buffer(), 0, writer.length(), java.nio.charset.StandardCharsets.UTF_8));
    assertFalse(writer.truncated());
  }

  @Test
  void whatIsUnknownIsLeftOutButTheMessage() {
    writer.logger(null);
    writer.thread(null);
    writer.message(null);
    writer.tag(null);
    writer.origin(null, -1, null);
    writer.keyValue("k", null);
    writer.contextEntry("m", null);

    assertEquals(Map.of("message", "null"), endedWithoutTime());
  }

  @Test
  void calledAgainANamedMethodChangesNothing() {
    writer.level("INFO");
    writer.level("WARN");
    writer.message("first");
    writer.message("second");
    writer.error(new RuntimeException("first"));
    writer.error(new RuntimeException("second"));

    Map<String, Object> event = ended();
    assertEquals("INFO", event.get("log.level"));
    assertEquals("first", event.get("message"));
    assertEquals("first", event.get("error.message"));
  }

  @Test
  void cachedNamesAreThoseOfThisEvent() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 1000; i++) {
        writer.begin();
        writer.timestamp(1_700_000_000 + i, 0);
        writer.level("L" + i % 40);
        writer.logger("logger." + i);
        writer.thread("thread-" + i % 300);
        Map<String, Object> event = ended();
        assertEquals("L" + i % 40, event.get("log.level"));
        assertEquals("logger." + i, event.get("log.logger"));
        assertEquals("thread-" + i % 300, event.get("process.thread.name"));
      }
    }
  }

  @Test
  void anEventLeavesNothingToTheNext() {
    writer.tag("A");
    writer.contextEntry("k", "1");
    writer.contextEntry("task.id", "t");
    writer.end();
    writer.begin();
    writer.timestamp(0, 0);
    writer.tag("A");
    writer.contextEntry("k", "2");
    writer.contextEntry("task.id", "u");

    assertEquals(Map.of("tags", List.of("A"), "labels.k", "2", "task.id", "u"), endedWithoutTime());
  }

  @Test
  void tagsComeOnceEachAndOnlyInOneRow() {
    writer.tag("A");
    writer.tag("B");
    writer.tag("A");
    writer.message("m");
    writer.tag("C");

    Map<String, Object> event = ended();
    assertEquals(List.of("A", "B"), event.get("tags"));
    assertEquals("1", event.get("labels.flightlog_truncated"));
  }

  @Test
  void aMapThatIsUsedAgainDoesNotLeakItsOldValues() {
    Map<String, String> reused = new HashMap<>(Map.of("userId", "alice", "k", "1"));
    for (String user : List.of("alice", "alice", "bob", "bob", "alice")) {
      reused.put("userId", user);
      reused.put("k", user + "'s");
      writer.begin();
      reused.forEach(writer::contextEntry);
      Map<String, Object> event = ended();
      assertEquals(user, event.get("user.id"));
      assertEquals(user + "'s", event.get("labels.k"));
    }
  }

  @Test
  void messageIsCutAtItsBound() {
    EcsWriter small = Formats.begun(Formats.with(options -> options.set("maxMessageBytes", "16")));
    small.message("ä".repeat(9));
    small.end();

    assertEquals("ääääää…", ParsedEvent.of(small).get("message"));
    assertTrue(small.truncated());
  }

  @Test
  void freeTextsLeaveRoomForWhoAndWhat() {
    EcsWriter small =
        Formats.begun(
            Formats.with(
                options -> options.set("maxEventBytes", "2 KiB").set("maxMessageBytes", "1 MiB")));
    small.message("x".repeat(1 << 20));
    small.error(new RuntimeException("y".repeat(1 << 20)));
    for (int i = 0; i < 100; i++) {
      small.keyValue("key" + i, "z".repeat(100));
    }
    small.contextEntry("task.id", "t-1");
    small.contextEntry("user.id", "u-1");
    small.end();

    Map<String, Object> event = ParsedEvent.of(small);
    assertTrue(small.length() <= 2048);
    assertEquals("t-1", event.get("task.id"));
    assertEquals("u-1", event.get("user.id"));
    assertTrue(event.containsKey("labels.key0"));
    assertTrue(Integer.parseInt((String) event.get("labels.flightlog_truncated")) > 50);
    assertTrue(small.truncated());
  }

  @Test
  void keepsWhatWasCompleteWhenTheEncoderThrows() {
    writer.message("complete");
    CharSequence broken = new ThrowingText(300);
    writer.begin();
    writer.timestamp(0, 0);
    writer.level("INFO");
    try {
      writer.message(broken);
    } catch (IllegalStateException expected) {
      writer.failed(expected);
    }

    assertEquals(
        Map.of(
            "log.level",
            "INFO",
            "labels.flightlog_encoding_failure",
            "java.lang.IllegalStateException"),
        endedWithoutTime());
  }

  @Test
  void endingCleansUpEvenWhenNobodySaidThatItFailed() {
    writer.level("INFO");
    assertThrows(IllegalStateException.class, () -> writer.message(new ThrowingText(300)));

    assertEquals(Map.of("log.level", "INFO"), endedWithoutTime());
  }

  @Test
  void failingAndEndingAgainChangesNothing() {
    writer.tag("A");
    writer.message("m");
    writer.tag("B");
    writer.failed(new IllegalStateException());
    writer.failed(new IllegalArgumentException());
    writer.end();
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals("java.lang.IllegalStateException", event.get("labels.flightlog_encoding_failure"));
    assertEquals("1", event.get("labels.flightlog_truncated"));
  }

  @Test
  void anEventThatFailedBeforeItsTimeGetsOne() {
    writer.begin();
    writer.failed(new IllegalStateException());

    assertTrue(ended().get("@timestamp") instanceof String);
  }

  @Test
  void aFullEventStillSaysWhyItIsNotComplete() {
    EcsWriter small = Formats.begun(Formats.with(options -> options.set("maxEventBytes", "1 KiB")));
    for (int i = 0; i < 60; i++) {
      small.contextEntry("key" + i, "v".repeat(50));
    }
    small.contextEntry("user.name", "n".repeat(2000));
    small.failed(
        new LongNamedExceptionForAnEventThatHasNoRoomLeftToSpeakOfInItsVeryLastBytesAtAll());
    small.end();

    Map<String, Object> event = ParsedEvent.of(small);
    assertTrue(small.length() <= 1024);
    assertTrue(event.containsKey("labels.flightlog_truncated"));
    String failure = (String) event.get("labels.flightlog_encoding_failure");
    assertTrue(failure.startsWith("io.flightlog.encode.EcsWriterTest$LongNamed"), failure);
  }

  @Test
  void theCurrentSpanWinsOverTheContext() {
    EcsWriter traced =
        Formats.begun(
            Formats.with(options -> {}, out -> out.trace("a".repeat(32), "b".repeat(16))));
    traced.keyValue("trace.id", "other");
    traced.contextEntry("traceId", "other");
    traced.contextEntry("span_id", "other");
    traced.end();

    Map<String, Object> event = ParsedEvent.of(traced);
    assertEquals("a".repeat(32), event.get("trace.id"));
    assertEquals("b".repeat(16), event.get("span.id"));
    assertEquals(3, event.size());
  }

  @Test
  void writersAreTrimmedWhenTheyGrewLarge() {
    writer.message("x".repeat(16_000));
    writer.keyValue("a", "y".repeat(8_000));
    assertTrue(writer.buffer().length > 16 << 10);
    writer.trim();
    assertEquals(2 << 10, writer.buffer().length);
    assertNull(reread(writer).get("message"));
  }

  private static Map<String, Object> reread(EcsWriter writer) {
    writer.begin();
    writer.end();
    return ParsedEvent.of(writer);
  }

  private Map<String, Object> ended() {
    writer.end();
    return ParsedEvent.of(writer);
  }

  private Map<String, Object> endedWithoutTime() {
    Map<String, Object> event = ended();
    event.remove("@timestamp");
    return event;
  }

  private static final
  class LongNamedExceptionForAnEventThatHasNoRoomLeftToSpeakOfInItsVeryLastBytesAtAll
      extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Fails behind the first characters, as a sequence over a closed resource might. */
  private record ThrowingText(int length) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (index > 280) {
        throw new IllegalStateException("gone");
      }
      return 'x';
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException();
    }
  }
}
