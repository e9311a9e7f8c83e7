package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.Counters;
import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.FateReading;
import io.flightlog.metrics.LossReason;
import io.flightlog.metrics.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderRecordTest {
  private static final long NOW = 1_700_000_000_123L;

  private final Counters counters = new Counters();
  private final RecorderRecord record = new RecorderRecord(Formats.plain());

  @Test
  void aStatusRecordTellsEveryCounter() {
    counters.accepted();
    counters.delivered(2);
    counters.redirected(3);
    counters.deadLettered(4);
    counters.lost(LossReason.ABORTED, 5);
    counters.lost(LossReason.CLOSED, 6);
    counters.dropped(DropReason.FULL, Severity.DEBUG);
    counters.dropped(DropReason.SHED, Severity.DEBUG);
    counters.dropped(DropReason.CLOSED, Severity.ERROR);
    record.status(NOW, reading(), 17);
    Map<String, Object> members = ParsedEvent.of(record.bytes(), record.length());
    assertEquals("2023-11-14T22:13:20.123Z", members.get("@timestamp"));
    assertEquals("INFO", members.get("log.level"));
    assertEquals("io.flightlog", members.get("log.logger"));
    assertEquals("metric", members.get("event.kind"));
    assertEquals("recorder-status", members.get("event.action"));
    assertEquals(
        "Flightlog recorder status: 1 accepted, 2 delivered, 3 dropped, 11 lost",
        members.get("message"));
    assertEquals(17L, members.get("flightlog.sequence"));
    assertEquals(1L, members.get("flightlog.accepted"));
    assertEquals(2L, members.get("flightlog.delivered"));
    assertEquals(3L, members.get("flightlog.redirected"));
    assertEquals(4L, members.get("flightlog.dead_lettered"));
    assertEquals(11L, members.get("flightlog.lost"));
    assertEquals(2L, members.get("flightlog.dropped.debug"));
    assertEquals(1L, members.get("flightlog.dropped.error"));
    assertEquals(0L, members.get("flightlog.dropped.info"));
    assertFalse(members.containsKey("event.sequence"));
    assertFalse(members.containsKey("event.start"));
  }

  @Test
  void aGapRecordSaysFromWhenToWhen() {
    record.gap(NOW, reading(), 0, NOW - 2000, NOW - 1000, 42, false);
    Map<String, Object> members = ParsedEvent.of(record.bytes(), record.length());
    assertEquals("WARN", members.get("log.level"));
    assertEquals("events-dropped", members.get("event.action"));
    assertEquals("2023-11-14T22:13:18.123Z", members.get("event.start"));
    assertEquals("2023-11-14T22:13:19.123Z", members.get("event.end"));
  }

  @Test
  void theLongestRecordFits() {
    for (Severity severity : Severity.values()) {
      counters.dropped(DropReason.FULL, severity);
    }
    counters.delivered(Long.MIN_VALUE);
    counters.redirected(Long.MIN_VALUE);
    counters.deadLettered(Long.MIN_VALUE);
    counters.lost(LossReason.ABORTED, Long.MIN_VALUE);
    record.gap(Long.MAX_VALUE, reading(), Long.MIN_VALUE, 0, 0, Long.MIN_VALUE, true);
    assertEquals(0, record.omitted());
    assertTrue(record.length() + 5 * 20 < RecorderRecord.MAX_BYTES, "" + record.length());
  }

  @Test
  void aConstantOfThatNameWinsSoThatNoNameStandsTwice() {
    RecorderRecord tagged =
        new RecorderRecord(Formats.with(options -> options.addField("event.action", "mine")));
    tagged.status(NOW, reading(), 0);
    assertFalse(ParsedEvent.of(tagged.bytes(), tagged.length()).containsKey("event.action"));
  }

  private FateReading reading() {
    FateReading reading = new FateReading();
    counters.read(reading);
    return reading;
  }
}
