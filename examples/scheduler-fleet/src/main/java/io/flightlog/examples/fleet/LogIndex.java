package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregate;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldAndFormat;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.util.NamedValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The data stream that the fleet logs into, asked through the typed client. Queries are texts in
 * the query-string syntax: what is printed for the reader is what was asked. Safe for use by
 * several threads.
 */
final class LogIndex {
  private static final int PAGE = 5000;

  private final ElasticsearchClient client;
  private final String name;
  private final int pageSize;

  LogIndex(ElasticsearchClient client, String name) {
    this(client, name, PAGE);
  }

  /**
   * @param pageSize of {@link #combinations}
   */
  LogIndex(ElasticsearchClient client, String name, int pageSize) {
    this.client = client;
    this.name = name;
    this.pageSize = pageSize;
  }

  String name() {
    return name;
  }

  /** Makes everything searchable that was acknowledged; no error while there is no index yet. */
  void refresh() throws IOException {
    client.indices().refresh(r -> r.index(name).ignoreUnavailable(true));
  }

  /**
   * At most {@code limit} documents with the named fields, by time and then by each instance's own
   * order.
   *
   * @param order of the time
   */
  List<FoundEvent> search(String query, List<String> fields, SortOrder order, int limit)
      throws IOException {
    SearchResponse<Void> response =
        client.search(
            s ->
                s.index(name)
                    .query(text(query))
                    .size(limit)
                    .source(f -> f.fetch(false))
                    .fields(
                        fields.stream()
                            .map(field -> FieldAndFormat.of(f -> f.field(field)))
                            .toList())
                    .sort(o -> o.field(f -> f.field("@timestamp").order(order)))
                    .sort(o -> o.field(f -> f.field("service.node.name")))
                    .sort(o -> o.field(f -> f.field("event.sequence").order(order))),
            Void.class);
    return response.hits().hits().stream().map(hit -> new FoundEvent(hit.fields())).toList();
  }

  /** How many documents match; 0 while there is no index yet. */
  long count(String query) throws IOException {
    return client.count(c -> c.index(name).ignoreUnavailable(true).query(text(query))).count();
  }

  /**
   * The value of one field whose matching documents have the most different values of another one.
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

  /**
   * One combination of values, in the order of the fields asked for, and how many documents have
   * it.
   */
  record Combination(List<FieldValue> values, long documents) {}

  /**
   * Every combination of the fields' values, sorted by the fields; counted exactly, fetched in
   * pages.
   */
  void combinations(String query, List<String> fields, Consumer<Combination> each)
      throws IOException {
    Map<String, FieldValue> after = Map.of();
    do {
      CompositeAggregate page = page(query, fields, after);
      for (CompositeBucket bucket : page.buckets().array()) {
        each.accept(
            new Combination(
                fields.stream().map(field -> named(bucket.key(), field)).toList(),
                bucket.docCount()));
      }
      after = page.afterKey();
    } while (!after.isEmpty());
  }

  private CompositeAggregate page(String query, List<String> fields, Map<String, FieldValue> after)
      throws IOException {
    SearchResponse<Void> response =
        client.search(
            s ->
                s.index(name)
                    .query(text(query))
                    .size(0)
                    .aggregations(
                        "page",
                        a ->
                            a.composite(
                                c -> {
                                  c.size(pageSize);
                                  fields.forEach(field -> c.sources(source(field)));
                                  return after.isEmpty() ? c : c.after(after);
                                })),
            Void.class);
    return named(response.aggregations(), "page").composite();
  }

  private static NamedValue<CompositeAggregationSource> source(String field) {
    return NamedValue.of(field, CompositeAggregationSource.of(c -> c.terms(t -> t.field(field))));
  }

  private static <T> T named(Map<String, T> answer, String name) {
    return Objects.requireNonNull(answer.get(name), name);
  }

  private static Query text(String query) {
    return Query.of(q -> q.queryString(s -> s.query(query)));
  }
}
