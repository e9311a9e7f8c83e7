package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import io.flightlog.metrics.OpenRuns;
import io.flightlog.metrics.RunCounts;
import io.flightlog.metrics.Severity;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which run an event is counted for: the one that its document names, or none. */
class RunOfEventTest {
  private static EcsWriter begun(Consumer<OptionValues> options) {
    return Formats.begun(Formats.with(options));
  }

  private static EcsWriter begun() {
    return begun(options -> {});
  }

  @Test
  void theMdcNamesTheRunTheFirstTimeAndWheneverItComesAgain() {
    EcsWriter writer = begun();
    for (int i = 0; i < 4; i++) {
      writer.begin();
      assertNull(writer.runId());
      writer.contextEntry("task.run.id", "r-1");
      assertEquals("r-1", writer.runId());
      assertFalse(writer.startsRun() || writer.endsRun());
    }
    writer.begin();
    writer.contextEntry("task.run.id", "r-2");
    assertEquals("r-2", writer.runId());
    writer.begin();
    writer.contextEntry("task.id", "r-2");
    assertNull(writer.runId());
  }

  @Test
  void aKeyValueGoesBeforeTheMdcAsInTheDocument() {
    EcsWriter writer = begun();
    writer.keyValue("task.run.id", "inner");
    writer.contextEntry("task.run.id", "outer");
    assertEquals("inner", writer.runId());
    assertEquals("inner", ParsedEvent.of(writer).get("task.run.id"));
  }

  @Test
  void anIdThatIsNoTextIsTheTextInTheDocument() {
    UUID id = new UUID(1, 2);
    EcsWriter writer = begun();
    writer.keyValue("task.run.id", id);
    assertEquals(id.toString(), writer.runId());
  }

  @Test
  void onlyTheActionOfAKeyValueMakesARecord() {
    EcsWriter writer = begun();
    writer.keyValue("event.action", "task-started");
    assertTrue(writer.startsRun() && !writer.endsRun());
    writer.begin();
    writer.keyValue("event.action", "task-run");
    assertTrue(writer.endsRun() && !writer.startsRun());
    writer.begin();
    writer.keyValue("event.action", "task-run-of-another");
    writer.contextEntry("event.action", "task-run");
    assertFalse(writer.startsRun() || writer.endsRun());
  }

  @Test
  void whatTheDocumentDoesNotSayIsNotCounted() {
    EcsWriter excluding = begun(options -> options.set("mdc.exclude", "task.run.id"));
    excluding.contextEntry("task.run.id", "r-1");
    assertNull(excluding.runId());
    EcsWriter constant = begun(options -> options.addField("task.run.id", "always"));
    constant.keyValue("task.run.id", "r-1");
    constant.contextEntry("task.run.id", "r-1");
    assertNull(constant.runId());
  }

  @Test
  void anIdThatDoesNotFitIntoTheDocumentIsNone() {
    EcsWriter full = begun(options -> options.set("maxEventBytes", "1 KiB"));
    for (String key : new String[] {"task.id", "task.name", "task.queue", "task.trigger"}) {
      full.keyValue(key, "x".repeat(200));
    }
    for (String key : new String[] {"user.name", "user.email", "user.hash"}) {
      full.keyValue(key, "x".repeat(200));
    }
    full.contextEntry("task.run.id", "r-1");
    assertFalse(ParsedEvent.of(full).containsKey("task.run.id"));
    assertNull(full.runId());
  }

  @Test
  void anIdThatSeveralRunsMayShareIsNone() {
    EcsWriter hiding = begun(options -> options.set("maskedKeys", "task.run.id"));
    hiding.contextEntry("task.run.id", "r-1");
    assertEquals("***", ParsedEvent.of(hiding).get("task.run.id"));
    assertNull(hiding.runId());
    EcsWriter writer = begun();
    writer.contextEntry("task.run.id", "r".repeat(129));
    assertNull(writer.runId());
    writer.begin();
    writer.contextEntry("task.run.id", "");
    assertNull(writer.runId());
    writer.begin();
    writer.contextEntry("task.run.id", "\u0001".repeat(128));
    assertEquals("\u0001".repeat(128), writer.runId());
    assertEquals(writer.runId(), ParsedEvent.of(writer).get("task.run.id"));
    EcsWriter small = begun(options -> options.set("maxEventBytes", "1 KiB"));
    small.contextEntry("task.run.id", "r".repeat(22));
    assertNull(small.runId(), "with escapes it might be cut");
    small.begin();
    small.contextEntry("task.run.id", "00000000000000000000");
    assertEquals("00000000000000000000", small.runId(), "one of TaskScope's fits everywhere");
  }

  @Test
  void theCountsAreMembersAndNobodyElseCanWriteThem() {
    OpenRuns runs = new OpenRuns(warning -> {});
    runs.start("r-1");
    runs.count("r-1", Severity.WARN);
    runs.count("r-1", Severity.WARN);
    RunCounts counts = runs.end("r-1");
    EcsWriter writer = Formats.plain().newWriter();
    writer.begin();
    writer.keyValue("task.log.warn", "forged");
    writer.contextEntry("task.log.error", "7");
    writer.runCounts(counts);
    writer.runCounts(counts);
    assertEquals(
        Map.of(
            "labels.task_log_warn", "forged",
            "labels.task_log_error", "7",
            "task.log.error", 0L,
            "task.log.warn", 2L,
            "task.log.info", 0L,
            "task.log.debug", 0L,
            "task.log.trace", 0L),
        ParsedEvent.of(writer));
  }
}
