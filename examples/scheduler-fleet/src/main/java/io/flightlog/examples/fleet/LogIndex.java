package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.util.NamedValue;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The data stream that the fleet logs into, asked through the typed client. Queries are texts in
 * the query-string syntax. Safe for use by several threads.
 */
final class LogIndex {
  private final ElasticsearchClient client;
  private final String name;

  LogIndex(ElasticsearchClient client, String name) {
    this.client = client;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** For typed questions. */
  TaskSearch search() {
    return TaskSearch.in(client, name);
  }

  /** Makes everything searchable that was acknowledged; no error while there is no index yet. */
  void refresh() throws IOException {
    client.indices().refresh(r -> r.index(name).ignoreUnavailable(true));
  }

  /** How many documents match; 0 while there is no index yet. */
  long count(String query) throws IOException {
    return client.count(c -> c.index(name).ignoreUnavailable(true).query(text(query))).count();
  }

  /**
   * The value of one field whose matching documents have the most different values of another one;
   * of several, the one that has the most documents: a killed instance may have cost others some.
   */
  Optional<String> mostSpread(String query, String field, String over) throws IOException {
    SearchResponse<Void> response =
        client.search(
            s ->
                s.index(name)
                    .query(text(query))
                    .size(0)
                    .aggregations(
                        "by",
                        a ->
                            a.terms(
                                    t ->
                                        t.field(field)
                                            .size(1)
                                            .order(
                                                NamedValue.of("spread", SortOrder.Desc),
                                                NamedValue.of("_count", SortOrder.Desc),
                                                NamedValue.of("_key", SortOrder.Asc)))
                                .aggregations("spread", c -> c.cardinality(v -> v.field(over)))),
            Void.class);
    Aggregate by = named(response.aggregations(), "by");
    if (!by.isSterms()) { // no document has the field
      return Optional.empty();
    }
    return by.sterms().buckets().array().stream()
        .map(StringTermsBucket::key)
        .map(FieldValue::stringValue)
        .findFirst();
  }

  private static <T> T named(Map<String, T> answer, String name) {
    return Objects.requireNonNull(answer.get(name), name);
  }

  private static Query text(String query) {
    return Query.of(q -> q.queryString(s -> s.query(query)));
  }
}
