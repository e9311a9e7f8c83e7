package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The texts of {@code docs/queries.md} find what {@link TaskSearch} finds. KQL is run as a query
 * string, which it is written to be too. ES|QL is not in the small distribution: of it, what {@code
 * WHERE} says is run as a query string, and its fields must be in the index.
 */
interface QueriesPageCases {
  int MOST = 10_000;
  String RUN_ON_THE_PAGE = "06k3v9a0e1c5m7q2s4tu";

  RecordedRuns recorded();

  private TaskSearch search() {
    return recorded().search();
  }

  private String aRun() throws IOException {
    return search().failedRuns("alice").items().get(0).task().runId();
  }

  /** How many documents answer a question, by its heading. */
  private Map<String, Long> answers() throws IOException {
    Map<String, Long> answers = new LinkedHashMap<>();
    answers.put("Failed runs of a user", size(search().failedRuns("alice")));
    answers.put("Timeline of a task", size(search().timelineOfTask("report-1")));
    answers.put("Timeline of a run", size(search().timelineOfRun(aRun())));
    answers.put("Steps of a trace", size(search().stepsOfTrace(RecordedInstance.TRACE)));
    answers.put("Slowest runs", size(search().slowestRuns()));
    answers.put("What starts late", size(search().latestStarts()));
    answers.put(
        "Runs by user, task and outcome",
        search().countRuns().stream().mapToLong(RunCount::runs).sum());
    answers.put(
        "Is anything missing?",
        search().integrity().stream().mapToLong(InstanceIntegrity::events).sum());
    return answers;
  }

  private static long size(Page<?> page) throws IOException {
    int size = page.all(MOST).size();
    assertTrue(size > 0, "found something");
    return size;
  }

  @Test
  default void eachKqlFindsWhatTheSearchFinds() throws IOException {
    Map<String, List<String>> page = QueriesPage.code("kql");
    for (Map.Entry<String, Long> answer : answers().entrySet()) {
      for (String kql : page.remove(answer.getKey())) {
        assertEquals(answer.getValue(), count(kql), kql);
      }
    }
    assertEquals(Map.of(), page, "not asked");
  }

  @Test
  default void eachEsqlSelectsWhatTheSearchFindsByFieldsThatThereAre() throws IOException {
    Map<String, List<String>> page = QueriesPage.code("esql");
    JsonNode known =
        recorded().probe().get("/" + recorded().stream() + "/_field_caps?fields=*").body();
    for (Map.Entry<String, Long> answer : answers().entrySet()) {
      for (String esql : page.remove(answer.getKey())) {
        assertEquals(answer.getValue(), count(QueriesPage.selection(esql)), esql);
        for (String field : QueriesPage.fields(esql)) {
          assertFalse(known.path("fields").path(field).isMissingNode(), field);
        }
      }
    }
    assertEquals(Map.of(), page, "not asked");
  }

  private long count(String query) throws IOException {
    return recorded().probe().count(recorded().stream(), query.replace(RUN_ON_THE_PAGE, aRun()));
  }

  @Test
  default void theExamplesRun() throws IOException {
    QueriesPageExamples examples = new QueriesPageExamples();
    examples.ask(search());
    assertEquals(search().failedRuns("alice").items(), examples.pages(search().pageSize(1)));
    assertEquals(
        List.of(
            "worker-1 lacks "
                + List.of(new SequenceRange(RecordedRuns.DELETED, RecordedRuns.DELETED))),
        examples.integrity(search()));
  }
}
