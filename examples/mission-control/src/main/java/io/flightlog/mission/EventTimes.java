package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.flightlog.task.search.FoundHit;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When single events of instances were. */
record EventTimes(Map<Event, Instant> times) {
  /** So many are asked for; of those behind them no time is known. */
  private static final int MOST = 1_000;

  /** An instance's event. */
  record Event(String instance, long sequence) {}

  static EventTimes of(TaskSearch all, List<Event> events) throws IOException {
    Map<Event, Instant> times = new HashMap<>();
    if (events.isEmpty()) {
      return new EventTimes(times);
    }
    Map<String, List<Event>> byInstance =
        events.stream().distinct().limit(MOST).collect(Collectors.groupingBy(Event::instance));
    Query[] theirs = byInstance.entrySet().stream().map(EventTimes::theirs).toArray(Query[]::new);
    List<FoundHit> hits =
        all.matching(Filters.any(theirs)).pageSize(2 * MOST).hits(SortOrder.Asc, List.of()).items();
    for (FoundHit hit : hits) {
      String instance = String.valueOf(hit.line().instance().id());
      long sequence = Objects.requireNonNullElse(hit.line().sequence(), -1L);
      times.put(new Event(instance, sequence), hit.line().time());
    }
    return new EventTimes(times);
  }

  @Nullable Instant find(String instance, long sequence) {
    return times.get(new Event(instance, sequence));
  }

  private static Query theirs(Map.Entry<String, List<Event>> one) {
    List<FieldValue> sequences =
        one.getValue().stream().map(event -> FieldValue.of(event.sequence())).toList();
    return Filters.all(
        List.of(
            Filters.is("agent.ephemeral_id", one.getKey()),
            Query.of(q -> q.terms(t -> t.field("event.sequence").terms(v -> v.value(sequences))))));
  }
}
