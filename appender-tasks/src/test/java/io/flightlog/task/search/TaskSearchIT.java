package io.flightlog.task.search;

import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.WithElasticsearch;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("full")
@WithElasticsearch
class TaskSearchIT implements SearchCases, QueriesPageCases {
  private static RecordedRuns recorded;

  @BeforeAll
  static void record(ElasticsearchServer server) {
    recorded = new RecordedRuns(server.url(), "search");
  }

  @AfterAll
  static void close() throws IOException {
    recorded.close();
  }

  @Override
  public RecordedRuns recorded() {
    return recorded;
  }
}
