package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the search and the tail are narrowed to: the box, and what was chosen beside it.
 *
 * @param chosenLevels null: all; so is {@code chosenInstances}
 * @param others of every document, besides
 */
record Filters(
    QueryText text,
    @Nullable Query chosenLevels,
    @Nullable Query chosenInstances,
    List<Query> others) {
  /** The parameters that make it. */
  static final Set<String> NAMES = Set.of("q", "level", "instance", "action", "outcome");

  private static final Query ALL = Query.of(q -> q.matchAll(m -> m));

  static Filters of(Parameters parameters) {
    List<Query> others = new ArrayList<>();
    addTo(others, anyOf("event.action", parameters.all("action", 10)));
    addTo(others, anyOf("event.outcome", parameters.all("outcome", 3)));
    QueryText text = QueryText.of(parameters.get("q", ""));
    addTo(others, text.query());
    List<String> instances = parameters.all("instance", 32);
    return new Filters(
        text,
        anyOf("log.level", parameters.all("level", 10)),
        instances.isEmpty()
            ? null
            : any(anyOf("service.node.name", instances), anyOf("agent.ephemeral_id", instances)),
        others);
  }

  /** All of it. */
  Query query() {
    List<Query> all = new ArrayList<>(others);
    addTo(all, chosenLevels);
    addTo(all, chosenInstances);
    return all(all);
  }

  /** What does not change when other levels or instances are chosen. */
  Query unchosen() {
    return all(others);
  }

  Query levels() {
    return chosenLevels == null ? ALL : chosenLevels;
  }

  Query instances() {
    return chosenInstances == null ? ALL : chosenInstances;
  }

  private static void addTo(List<Query> queries, @Nullable Query query) {
    if (query != null) {
      queries.add(query);
    }
  }

  static Query all(List<Query> queries) {
    return queries.isEmpty() ? ALL : Query.of(q -> q.bool(b -> b.filter(queries)));
  }

  static Query any(@Nullable Query... queries) {
    List<Query> some = new ArrayList<>();
    for (Query query : queries) {
      addTo(some, query);
    }
    return Query.of(q -> q.bool(b -> b.should(some).minimumShouldMatch("1")));
  }

  static @Nullable Query anyOf(String field, Collection<String> values) {
    return values.isEmpty()
        ? null
        : Query.of(
            q ->
                q.terms(
                    t ->
                        t.field(field)
                            .terms(v -> v.value(values.stream().map(FieldValue::of).toList()))));
  }

  static Query is(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }
}
