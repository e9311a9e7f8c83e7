package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonpUtils;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.flightlog.task.search.FoundHit;
import io.flightlog.task.search.Page;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/search}: a page of documents; with the first one, how many there are, and of which
 * levels and instances.
 */
record SearchQuestion(
    Filters filters, TimeRange range, SortOrder order, int size, @Nullable String place) {
  private static final String LEVELS = "levels";
  private static final String INSTANCES = "instances";
  private static final String CHOSEN = "chosen";
  private static final String VALUES = "values";
  private static final int MOST_LEVELS = 20;
  private static final int MOST_INSTANCES = 100;

  /** {@code /api/search}. */
  record Answer(
      Instant from,
      Instant to,
      Understood query,
      List<ShownHit> hits,
      @Nullable String after,
      @Nullable Total total,
      @Nullable Facets facets) {}

  record Understood(
      QueryText.Kind kind, @Nullable String lucene, @JsonRawValue @Nullable String body) {}

  record Total(long value, String relation) {}

  record Facets(List<Count> levels, List<Count> instances, List<FieldCount> fields) {}

  record Count(String value, long count) {}

  record FieldCount(String field, long count) {}

  static SearchQuestion of(Parameters parameters, Instant now) {
    String after = parameters.find("after");
    Cursor cursor = after == null || after.isEmpty() ? null : Cursor.parse(after);
    return new SearchQuestion(
        Filters.of(parameters),
        cursor == null ? parameters.range(now) : cursor.range(),
        parameters.isOneOf("order", "newest", "oldest") ? SortOrder.Asc : SortOrder.Desc,
        parameters.number("size", 50, 1, 200),
        cursor == null ? null : cursor.place());
  }

  /** The parameters that it may have. */
  static Set<String> names() {
    Set<String> names = new HashSet<>(Filters.NAMES);
    names.addAll(Set.of("from", "to", "order", "size", "after"));
    return names;
  }

  Answer ask(TaskSearch all) throws IOException {
    TaskSearch search = all.between(range.from(), range.to());
    TaskSearch chosen = search.matching(filters.query()).pageSize(size);
    Page<FoundHit> page = page(chosen);
    List<ShownHit> hits = page.items().stream().map(ShownHit::of).toList();
    String after = page.hasNext() ? new Cursor(range, page.place()).text() : null;
    if (place != null) {
      return answer(hits, after, null, null);
    }
    Map<String, Aggregate> counted =
        search
            .matching(filters.unchosen())
            .ask(
                s -> s.size(0).trackTotalHits(t -> t.enabled(false)).aggregations(aggregations()),
                Void.class)
            .aggregations();
    Aggregate chosenOnes = Objects.requireNonNull(counted.get(CHOSEN), CHOSEN);
    return answer(
        hits,
        after,
        new Total(chosenOnes.filter().docCount(), "eq"),
        new Facets(counts(counted, LEVELS), counts(counted, INSTANCES), fields(chosenOnes)));
  }

  private Page<FoundHit> page(TaskSearch chosen) throws IOException {
    List<String> highlighted =
        filters.text().kind() == QueryText.Kind.ALL ? List.of() : QueryText.TEXT_FIELDS;
    try {
      return place == null
          ? chosen.hits(order, highlighted)
          : chosen.hits(order, highlighted, place);
    } catch (IllegalArgumentException noPlace) {
      throw Cursor.refused(String.valueOf(place));
    }
  }

  private Answer answer(
      List<ShownHit> hits, @Nullable String after, @Nullable Total total, @Nullable Facets facets) {
    String body = total == null ? null : JsonpUtils.toJsonString(whole(), Cluster.JSON);
    return new Answer(
        range.from(),
        range.to(),
        new Understood(filters.text().kind(), filters.text().lucene(), body),
        hits,
        after,
        total,
        facets);
  }

  /** What can be copied. */
  private Query whole() {
    Query time =
        Query.of(
            q ->
                q.range(
                    r ->
                        r.date(
                            d ->
                                d.field("@timestamp")
                                    .gte(range.from().toString())
                                    .lt(range.to().toString()))));
    return Filters.all(List.of(time, filters.query()));
  }

  private Map<String, Aggregation> aggregations() {
    Map<String, Aggregation> words = new HashMap<>();
    for (String field : QueryText.ID_FIELDS) {
      Query found = filters.text().in(field);
      if (found != null) {
        words.put(field, Aggregation.of(a -> a.filter(found)));
      }
    }
    return Map.of(
        LEVELS, terms(filters.instances(), "log.level", MOST_LEVELS),
        INSTANCES, terms(filters.levels(), "service.node.name", MOST_INSTANCES),
        CHOSEN,
            Aggregation.of(
                a ->
                    a.filter(Filters.all(List.of(filters.levels(), filters.instances())))
                        .aggregations(words)));
  }

  private static Aggregation terms(Query filter, String field, int size) {
    return Aggregation.of(
        a ->
            a.filter(filter)
                .aggregations(VALUES, values -> values.terms(t -> t.field(field).size(size))));
  }

  private static List<Count> counts(Map<String, Aggregate> counted, String name) {
    Aggregate values =
        Objects.requireNonNull(counted.get(name), name).filter().aggregations().get(VALUES);
    if (values == null || !values.isSterms()) { // no document has the field
      return List.of();
    }
    List<Count> counts = new ArrayList<>();
    for (StringTermsBucket bucket : values.sterms().buckets().array()) {
      counts.add(new Count(bucket.key().stringValue(), bucket.docCount()));
    }
    return counts;
  }

  private static List<FieldCount> fields(Aggregate chosen) {
    return chosen.filter().aggregations().entrySet().stream()
        .map(one -> new FieldCount(one.getKey(), one.getValue().filter().docCount()))
        .filter(one -> one.count() > 0)
        .sorted(
            Comparator.comparingLong(FieldCount::count).reversed().thenComparing(FieldCount::field))
        .toList();
  }
}
