package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldAndFormat;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an instance's recorder has told of itself, besides its counters.
 *
 * @param spooled events that were on disk only at its last word; null if it has said nothing
 * @param drops its gap records, the newest first
 */
record RecorderWord(@Nullable Long spooled, List<Drop> drops) {
  static final RecorderWord NONE = new RecorderWord(null, List.of());

  private static final int MOST_DROPS = 20;
  private static final int MOST_INSTANCES = 1_000;
  private static final String SPOOLED = "flightlog.spooled";
  private static final String BY_INSTANCE = "instances";
  private static final String LAST = "last";
  private static final String DROPS = "drops";
  private static final List<FieldAndFormat> FIELDS =
      List.of("@timestamp", "event.start", "event.end", "message", SPOOLED).stream()
          .map(field -> FieldAndFormat.of(f -> f.field(field)))
          .toList();

  /** A gap record. */
  record Drop(
      Instant time, @Nullable Instant start, @Nullable Instant end, @Nullable String message) {}

  /** By instance; one that has said nothing is not among them. */
  static Map<String, RecorderWord> of(TaskSearch all, List<String> instances) throws IOException {
    Query theirs = Filters.anyOf("agent.ephemeral_id", instances);
    Map<String, RecorderWord> words = new HashMap<>();
    if (theirs == null) {
      return words;
    }
    Aggregate answer =
        Objects.requireNonNull(
            all.matching(theirs)
                .where("event.kind", "metric")
                .ask(
                    s ->
                        s.size(0)
                            .trackTotalHits(t -> t.enabled(false))
                            .aggregations(BY_INSTANCE, aggregation()),
                    Void.class)
                .aggregations()
                .get(BY_INSTANCE),
            BY_INSTANCE);
    if (answer.isSterms()) {
      answer
          .sterms()
          .buckets()
          .array()
          .forEach(bucket -> words.put(bucket.key().stringValue(), word(bucket)));
    }
    return words;
  }

  private static Aggregation aggregation() {
    return Aggregation.of(
        a ->
            a.terms(t -> t.field("agent.ephemeral_id").size(MOST_INSTANCES))
                .aggregations(LAST, newest(1))
                .aggregations(
                    DROPS,
                    d ->
                        d.filter(Filters.is("event.action", "events-dropped"))
                            .aggregations(DROPS, newest(MOST_DROPS))));
  }

  private static Aggregation newest(int size) {
    SortOptions byTime =
        SortOptions.of(
            o -> o.field(FieldSort.of(f -> f.field("@timestamp").order(SortOrder.Desc))));
    return Aggregation.of(
        a -> a.topHits(h -> h.size(size).source(c -> c.fetch(false)).fields(FIELDS).sort(byTime)));
  }

  private static RecorderWord word(StringTermsBucket bucket) {
    Hit<JsonData> last = hits(bucket.aggregations(), LAST).get(0);
    Aggregate drops = Objects.requireNonNull(bucket.aggregations().get(DROPS), DROPS);
    return new RecorderWord(
        HitFields.number(last, SPOOLED),
        hits(drops.filter().aggregations(), DROPS).stream().map(RecorderWord::drop).toList());
  }

  private static List<Hit<JsonData>> hits(Map<String, Aggregate> answer, String name) {
    return Objects.requireNonNull(answer.get(name), name).topHits().hits().hits();
  }

  private static Drop drop(Hit<JsonData> hit) {
    return new Drop(
        Objects.requireNonNull(HitFields.instant(hit, "@timestamp"), "@timestamp"),
        HitFields.instant(hit, "event.start"),
        HitFields.instant(hit, "event.end"),
        HitFields.text(hit, "message"));
  }
}
