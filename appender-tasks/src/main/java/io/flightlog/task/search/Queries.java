package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Collection;
import java.util.List;

/** Queries whose values are compared as they are: nothing in them is syntax. */
final class Queries {
  private Queries() {}

  static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  static Query anyOf(String field, Collection<String> values) {
    List<FieldValue> terms = values.stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(terms))));
  }

  static Query exists(String field) {
    return Query.of(q -> q.exists(e -> e.field(field)));
  }

  static Query between(String field, SequenceRange range) {
    return Query.of(
        q -> q.range(r -> r.longNumber(n -> n.field(field).gte(range.first()).lte(range.last()))));
  }

  static Query all(List<Query> queries) {
    return Query.of(q -> q.bool(b -> b.filter(queries)));
  }

  static Query all(Query... queries) {
    return all(List.of(queries));
  }
}
