package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs that show documents ask, of a real server. */
interface HitCases {
  RecordedRuns recorded();

  private TaskSearch talk() {
    return recorded().search().where("task.id", "talk-1");
  }

  @Test
  default void hitsAreThoseOfTheTimelineAndGoOnFromAPlaceThatWasKept() throws IOException {
    List<FoundLine> lines = talk().pageSize(5_000).timeline().items();
    List<FoundLine> hits = new ArrayList<>();
    Page<FoundHit> page = talk().pageSize(1_000).hits(SortOrder.Asc, List.of());
    page.items().forEach(hit -> hits.add(hit.line()));
    while (page.hasNext()) {
      page = talk().pageSize(1_000).hits(SortOrder.Asc, List.of(), page.place());
      page.items().forEach(hit -> hits.add(hit.line()));
    }
    assertEquals(lines, hits);
    FoundHit newest = talk().pageSize(1).hits(SortOrder.Desc, List.of()).items().get(0);
    assertEquals(lines.get(lines.size() - 1), newest.line());
    assertThrows(
        IllegalArgumentException.class, () -> talk().hits(SortOrder.Asc, List.of(), "no place"));
  }

  @Test
  default void whatWasFoundIsMarkedInTheWholeText() throws IOException {
    Query found = Query.of(q -> q.queryString(s -> s.query("message:17 OR task.name:talk")));
    FoundHit hit =
        talk()
            .matching(found)
            .matching(Query.of(q -> q.match(m -> m.field("message").query("17"))))
            .hits(SortOrder.Asc, List.of("message", "error.message"))
            .items()
            .get(0);
    String marked = hit.highlights().get("message").get(0);
    assertEquals("line " + FoundHit.FOUND_FROM + "17" + FoundHit.FOUND_TO, marked);
    assertFalse(hit.highlights().containsKey("error.message"));
  }

  @Test
  default void sequencesAreThoseThatAreThere() throws IOException {
    TaskSearch worker = recorded().search().where("service.node.name", "worker-1");
    InstanceIntegrity integrity = worker.integrity().get(0);
    Map<String, List<SequenceRange>> there = worker.sequences();
    assertEquals(
        Map.of(
            integrity.instance().id(),
            List.of(
                new SequenceRange(0, RecordedRuns.DELETED - 1),
                new SequenceRange(RecordedRuns.DELETED + 1, integrity.highest()))),
        there);
  }

  @Test
  default void aQuestionOfOnesOwnIsAboutWhatTheSearchIsNarrowedTo() throws IOException {
    long counted =
        talk()
            .ask(s -> s.size(0).trackTotalHits(t -> t.enabled(true)), Void.class)
            .hits()
            .total()
            .value();
    assertEquals(RecordedRuns.LINES + 2, counted);
    SearchFailedException failure =
        assertThrows(
            SearchFailedException.class,
            () ->
                talk()
                    .ask(
                        s -> s.aggregations("a", a -> a.terms(t -> t.field("message"))),
                        Void.class));
    assertEquals(SearchFailedException.Reason.REFUSED, failure.reason());
  }
}
