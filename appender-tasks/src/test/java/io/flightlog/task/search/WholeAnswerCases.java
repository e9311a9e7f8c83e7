package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer of a real server is the whole one, or none. */
interface WholeAnswerCases {
  RecordedRuns recorded();

  private TaskSearch search() {
    return recorded().search();
  }

  @Test
  default void noPageEndsAmongDocumentsOfOnePlace() throws IOException {
    List<FoundLine> all = search().pageSize(5_000).timelineOfTask("talk-1").items();
    assertEquals(RecordedRuns.LINES + 2, all.size(), "one is missing, one is there twice");
    int first = 0;
    while (all.get(first).sequence() != RecordedRuns.DOUBLED) {
      first++;
    }
    assertEquals(RecordedRuns.DOUBLED, all.get(first + 1).sequence());
    for (int size : new int[] {first, first + 1, first + 2}) {
      Page<FoundLine> page = search().pageSize(size).timelineOfTask("talk-1");
      assertEquals(size == first + 1 ? first : size, page.items().size());
      List<FoundLine> both = new ArrayList<>(page.items());
      both.addAll(page.next().items());
      assertEquals(all.subList(0, both.size()), both);
    }
    TaskSearch doubles = search().where("event.sequence", "" + RecordedRuns.DOUBLED);
    SearchFailedException failure =
        assertThrows(
            SearchFailedException.class, () -> doubles.pageSize(1).timelineOfTask("talk-1"));
    assertEquals(
        "more than 1 documents of '"
            + recorded().stream()
            + "' have one time, instance and sequence: take larger pages",
        failure.getMessage());
  }

  @Test
  default void anIndexThatIsNotThereIsNamed() {
    for (String index : List.of("logs-absent-default", "logs-absent-*")) {
      TaskSearch absent = TaskSearch.in(recorded().client(), index);
      SearchFailedException failure = assertThrows(SearchFailedException.class, absent::runs);
      assertEquals(
          "no index, data stream or alias is called '" + index + "'", failure.getMessage());
      assertEquals(SearchFailedException.Reason.NO_SUCH_INDEX, failure.reason());
      assertThrows(SearchFailedException.class, absent::countRuns);
      assertThrows(SearchFailedException.class, absent::integrity);
    }
  }

  @Test
  default void aShardThatCannotAnswerIsNotLeftOut() {
    String other = "broken-" + recorded().stream();
    recorded()
        .probe()
        .put(
            "/" + other,
            """
            {"mappings": {"properties": {"@timestamp": {"type": "date"},
              "event.action": {"type": "keyword"}, "event.duration": {"type": "text"}}}}\
            """);
    recorded()
        .probe()
        .put(
            "/" + other + "/_doc/1?refresh=true",
            """
            {"@timestamp": "2026-01-01T00:00:00Z", "event.action": "task-run", "event.duration": "long"}\
            """);
    TaskSearch both = TaskSearch.in(recorded().client(), recorded().stream() + "," + other);
    SearchFailedException failure = assertThrows(SearchFailedException.class, both::slowestRuns);
    assertTrue(failure.getMessage().contains("event.duration"), failure::getMessage);
    assertTrue(failure.getMessage().contains(other), failure::getMessage);
  }

  @Test
  default void indicesWithoutTheFieldsDoNotStandInTheWay() throws IOException {
    String other = "other-" + recorded().stream();
    recorded()
        .probe()
        .put("/" + other + "/_doc/1?refresh=true", "{\"@timestamp\": \"2026-01-01T00:00:00Z\"}");
    TaskSearch both = TaskSearch.in(recorded().client(), recorded().stream() + "," + other);
    assertEquals(search().slowestRuns().items(), both.slowestRuns().items());
    assertEquals(search().lagByTask(), both.lagByTask());
    assertEquals(search().countRuns(), both.countRuns());
    assertEquals(search().integrity(), both.integrity());
  }

  @Test
  default void anIndexOfOtherTypesIsReadAsFarAsItGoes() throws IOException {
    String other = "typed-" + recorded().stream();
    recorded()
        .probe()
        .put(
            "/" + other,
            """
            {"mappings": {"properties": {
              "@timestamp": {"type": "date_nanos", "format": "epoch_millis"},
              "event.action": {"type": "keyword"}, "event.start": {"type": "keyword"},
              "task.attempt": {"type": "keyword"}, "event.duration": {"type": "long"}}}}\
            """);
    recorded()
        .probe()
        .put(
            "/" + other + "/_doc/1?refresh=true",
            """
            {"@timestamp": "1764158400123", "event.action": "task-run", "event.start": "noon",
             "task.attempt": "first", "event.duration": 5}\
            """);
    FoundRun run = TaskSearch.in(recorded().client(), other).runs().items().get(0);
    assertEquals(Instant.ofEpochMilli(1_764_158_400_123L), run.time());
    assertEquals(Duration.ofNanos(5), run.duration());
    assertEquals(RunOutcome.UNKNOWN, run.outcome());
    assertNull(run.start());
    assertNull(run.task().attempt());
    TaskSearch both =
        TaskSearch.in(recorded().client(), recorded().stream() + "," + other).pageSize(3);
    assertEquals(search().runs().all(10_000).size() + 1, both.runs().all(10_000).size());
  }
}
