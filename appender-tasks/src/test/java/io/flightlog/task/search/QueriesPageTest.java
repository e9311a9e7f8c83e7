package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.PageExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueriesPageTest {
  @Test
  void eachExampleIsCode() throws IOException {
    PageExamples.assertAreCodeOf(
        Path.of("../docs/queries.md"),
        Path.of("src/test/java/io/flightlog/task/search/QueriesPageExamples.java"));
  }

  @Test
  void eachQuestionIsShownInBothLanguages() {
    assertEquals(QueriesPage.code("kql").keySet(), QueriesPage.code("esql").keySet());
    assertEquals(8, QueriesPage.code("kql").size());
  }

  @Test
  void whatAnEsqlTextSelectsAndNamesIsRead() {
    String esql =
        """
        FROM logs-*
        | WHERE @timestamp > NOW() - 1 hour AND event.action == "task.run" AND task.lag IS NOT NULL
        | STATS max = MAX(task.lag) BY task.name""";
    assertEquals(
        "@timestamp:[now-1h TO *] AND event.action:\"task.run\" AND _exists_:task.lag",
        QueriesPage.selection(esql));
    assertEquals(
        List.of("@timestamp", "event.action", "task.lag", "task.lag", "task.name"),
        QueriesPage.fields(esql));
  }
}
