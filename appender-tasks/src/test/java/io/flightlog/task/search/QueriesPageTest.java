package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueriesPageTest {
  private static final Path SOURCES = Path.of("src/test/java/io/flightlog/task/search");

  private static String withoutLayout(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void eachExampleIsCode() throws IOException {
    String code =
        withoutLayout(
            Files.readString(SOURCES.resolve("QueriesPageExamples.java"))
                + Files.readString(SOURCES.resolve("SearchConnection.java")));
    int found = 0;
    for (List<String> examples : QueriesPage.code("java").values()) {
      for (String example : examples) {
        for (String part : example.split("(?<=;)\n(?=search)", -1)) {
          assertTrue(code.contains(withoutLayout(part)), part);
          found++;
        }
      }
    }
    assertEquals(14, found);
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
