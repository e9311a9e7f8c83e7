package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.ArrayPercentilesItem;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A combination of values, how many documents have it, and figures of these. */
record FoundBucket(CompositeBucket bucket) {
  long documents() {
    return bucket.docCount();
  }

  /** The value of a field; null if the documents do not have it. */
  @Nullable String text(String field) {
    FieldValue value = bucket.key().get(field);
    return value == null || value.isNull() ? null : value.stringValue();
  }

  /** The instance that the documents are of. */
  String instance() {
    return Objects.requireNonNull(text(FoundDocument.INSTANCE), FoundDocument.INSTANCE);
  }

  long number(String field) {
    return Objects.requireNonNull(bucket.key().get(field), field).longValue();
  }

  long min(String name) {
    return rounded(figure(name).min().value());
  }

  long max(String name) {
    return rounded(figure(name).max().value());
  }

  long distinct(String name) {
    return figure(name).cardinality().value();
  }

  /** In the order in which they were asked for. */
  List<Long> percentiles(String name) {
    return figure(name).tdigestPercentiles().values().array().stream()
        .map(ArrayPercentilesItem::value)
        .map(FoundBucket::rounded)
        .toList();
  }

  private Aggregate figure(String name) {
    return Objects.requireNonNull(bucket.aggregations().get(name), name);
  }

  /** 0 where no document has the field. */
  private static long rounded(@Nullable Double value) {
    return value == null || value.isInfinite() || value.isNaN() ? 0 : Math.round(value);
  }
}
