package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer of a real server is the whole one, or none. */
interface WholeAnswerCases {
  RecordedRuns recorded();

  private TaskSearch search() {
    return recorded().search();
  }

  @Test
  default void anIndexThatIsNotThereIsNamed() {
    for (String index : List.of("logs-absent-default", "logs-absent-*")) {
      TaskSearch absent = TaskSearch.in(recorded().client(), index);
      SearchFailedException failure = assertThrows(SearchFailedException.class, absent::runs);
      assertEquals(
          "no index, data stream or alias is called '" + index + "'", failure.getMessage());
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
              "event.action": {"type": "keyword"}, "event.duration": {"type": "text"}}}}""");
    recorded()
        .probe()
        .put(
            "/" + other + "/_doc/1?refresh=true",
            """
            {"@timestamp": "2026-01-01T00:00:00Z", "event.action": "task-run", "event.duration": "long"}""");
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
}
