package io.flightlog.task.search;

import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.RealElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@EachServer(majors = 9)
@Tag("full")
class TaskSearchOnVersion9IT implements SearchCases, QueriesPageCases {
  /** By server: only constructors and tests get to know it, and what they share is written once. */
  private static final Map<URI, RecordedRuns> RECORDED = new ConcurrentHashMap<>();

  private final RecordedRuns recorded;

  TaskSearchOnVersion9IT(RealElasticsearch server) {
    recorded = RECORDED.computeIfAbsent(server.url(), url -> new RecordedRuns(url, "search"));
  }

  @AfterAll
  static void close() throws IOException {
    for (RecordedRuns runs : RECORDED.values()) {
      runs.close();
    }
  }

  @Override
  public RecordedRuns recorded() {
    return recorded;
  }
}
