package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldAndFormat;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Failures that are equal, by {@code error.id}, with the newest of each as a sample. */
final class ErrorGroups {
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String TASKS = "tasks";
  private static final String SAMPLE = "sample";
  private static final int MOST_TASKS = 5;
  private static final List<FieldAndFormat> FIELDS =
      List.of("error.type", "error.message", "task.run.id").stream()
          .map(field -> FieldAndFormat.of(f -> f.field(field)))
          .toList();

  /** One of them. */
  record Group(
      String id,
      long count,
      @Nullable String type,
      @Nullable String message,
      List<String> tasks,
      Instant first,
      Instant last,
      @Nullable String runId) {}

  private ErrorGroups() {}

  static Aggregation aggregation(int most) {
    return Aggregation.of(
        a ->
            a.terms(t -> t.field("error.id").size(most))
                .aggregations(FIRST, f -> f.min(m -> m.field("@timestamp")))
                .aggregations(LAST, l -> l.max(m -> m.field("@timestamp")))
                .aggregations(TASKS, t -> t.terms(n -> n.field("task.name").size(MOST_TASKS)))
                .aggregations(
                    SAMPLE,
                    s ->
                        s.topHits(
                            h ->
                                h.size(1)
                                    .source(c -> c.fetch(false))
                                    .fields(FIELDS)
                                    .sort(
                                        o ->
                                            o.field(
                                                f ->
                                                    f.field("@timestamp")
                                                        .order(SortOrder.Desc))))));
  }

  /** The most frequent first. */
  static List<Group> read(Aggregate answer) {
    List<Group> groups = new ArrayList<>();
    if (answer.isSterms()) {
      answer.sterms().buckets().array().forEach(bucket -> groups.add(group(bucket)));
    }
    return groups;
  }

  private static Group group(StringTermsBucket bucket) {
    Map<String, Aggregate> all = bucket.aggregations();
    Hit<JsonData> sample = named(all, SAMPLE).topHits().hits().hits().get(0);
    Aggregate tasks = named(all, TASKS);
    return new Group(
        bucket.key().stringValue(),
        bucket.docCount(),
        HitFields.text(sample, "error.type"),
        ShownLine.cut(HitFields.text(sample, "error.message"), ShownLine.ERROR_MESSAGE),
        tasks.isSterms()
            ? tasks.sterms().buckets().array().stream().map(t -> t.key().stringValue()).toList()
            : List.of(),
        time(named(all, FIRST).min().value()),
        time(named(all, LAST).max().value()),
        HitFields.text(sample, "task.run.id"));
  }

  private static Aggregate named(Map<String, Aggregate> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static Instant time(@Nullable Double millis) {
    return Instant.ofEpochMilli(Math.round(Objects.requireNonNull(millis, "time")));
  }
}
