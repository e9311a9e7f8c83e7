package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderRecordsTest {

  private static final String ME = "0123456789abcdef";

  @Test
  void theFakeGivesTheRecordsOfOneInstanceByTheirNumber() {
    try (FakeElasticsearch fake = FakeElasticsearch.started()) {
      new ServerProbe(fake.url()).bulk("/a/_bulk", lines());
      assertEquals(List.of(1, 2, 10, 99), numbers(fake.records(ME)));
      assertEquals(List.of(7), numbers(fake.records("other")));
    }
  }

  /** Three status records, one of a death, one of another instance, and an event. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "-00000000", "\"event.kind\":\"event\",\"event.sequence\":0,\"n\":0", ME);
    add(lines, "~died", record(99, "12:00:00"), ME);
    add(lines, "~s10", record(10, "11:00:00"), ME);
    add(lines, "~s2", record(2, "09:00:00"), ME);
    add(lines, "~s1", record(1, "10:00:00"), ME);
    add(lines, "~s1", record(7, "10:00:00"), "other");
    return lines;
  }

  static List<Integer> numbers(List<JsonNode> records) {
    return records.stream().map(record -> record.path("n").asInt()).toList();
  }

  private static String record(int number, String time) {
    return "\"event.kind\":\"metric\",\"@timestamp\":\"2026-11-25T" + time + "Z\",\"n\":" + number;
  }

  private static void add(List<String> lines, String idEnd, String members, String instance) {
    lines.add("{\"create\":{\"_id\":\"" + instance + idEnd + "\"}}");
    lines.add("{" + members + ",\"agent.ephemeral_id\":\"" + instance + "\"}");
  }
}
