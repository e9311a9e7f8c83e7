package io.flightlog.task.search;

import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.ElasticsearchServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@EachServer(majors = 9)
@Tag("full")
class TaskSearchOnVersion9IT implements SearchCases {
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
