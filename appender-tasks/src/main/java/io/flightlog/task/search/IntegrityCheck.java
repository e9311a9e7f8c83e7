package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws up the books of instances: what is there, against what they told. Their word comes first,
 * so that what they write meanwhile looks delivered early rather than missing.
 */
record IntegrityCheck(SearchClient client) {
  private static final int INSTANCES_A_PAGE = 1_000;
  private static final String TOLD = "told";
  private static final String DROPPED = "flightlog.dropped.";
  private static final List<String> SEVERITIES = List.of("trace", "debug", "info", "warn", "error");
  private static final List<String> COUNTERS =
      List.of(
          FoundDocument.KNOWN_SEQUENCE,
          "flightlog.accepted",
          "flightlog.delivered",
          "flightlog.redirected",
          "flightlog.dead_lettered",
          "flightlog.lost");

  /** What a death record says, and of whom. */
  private record Obituary(@Nullable String id, RecorderDeath death) {}

  /**
   * By name, and then by id.
   *
   * @param selection documents of the instances that are meant
   */
  List<InstanceIntegrity> of(Query selection) throws IOException {
    Map<String, FoundInstance> instances = instances(selection);
    if (instances.isEmpty()) {
      return List.of();
    }
    Query theirs = Queries.anyOf(FoundDocument.INSTANCE, instances.keySet());
    Map<String, RecorderCounters> counters = counters(theirs);
    Map<String, RecorderDeath> deaths = deaths(theirs);
    Set<String> stopped = stopped(theirs);
    Map<String, SequenceTally> tallies = new SequenceScan(client).of(theirs);
    return instances.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, FoundInstance> entry) -> entry.getValue().name(),
                    Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Map.Entry::getKey))
        .map(
            entry -> {
              String id = entry.getKey();
              RecorderDeath death = deaths.get(id);
              SequenceTally tally = tallies.getOrDefault(id, new SequenceTally());
              return new InstanceIntegrity(
                  entry.getValue(),
                  tally.events(),
                  tally.highest(),
                  tally.holes(),
                  tally.duplicated(),
                  end(stopped.contains(id), death),
                  counters.get(id),
                  death);
            })
        .toList();
  }

  private static InstanceEnd end(boolean stopped, @Nullable RecorderDeath death) {
    if (stopped) {
      return InstanceEnd.STOPPED;
    }
    return death == null ? InstanceEnd.NONE : InstanceEnd.DIED;
  }

  private Map<String, FoundInstance> instances(Query selection) throws IOException {
    Map<String, FoundInstance> instances = new HashMap<>();
    client.buckets(
        Queries.all(selection, Queries.term("agent.type", "flightlog")),
        List.of(
            SearchClient.by(FoundDocument.INSTANCE),
            SearchClient.byOrNone(FoundDocument.NODE),
            SearchClient.byOrNone(FoundDocument.SERVICE)),
        Map.of(),
        INSTANCES_A_PAGE,
        bucket -> {
          FoundInstance found =
              new FoundInstance(
                  bucket.text(FoundDocument.INSTANCE),
                  bucket.text(FoundDocument.NODE),
                  bucket.text(FoundDocument.SERVICE));
          instances.put(bucket.instance(), found);
        });
    return instances;
  }

  private Map<String, RecorderCounters> counters(Query theirs) throws IOException {
    Map<String, Aggregation> highest = new HashMap<>();
    COUNTERS.forEach(field -> highest.put(field, max(field)));
    SEVERITIES.forEach(one -> highest.put(DROPPED + one, max(DROPPED + one)));
    highest.put(TOLD, max(FoundDocument.TIME));
    Map<String, RecorderCounters> counters = new HashMap<>();
    client.buckets(
        Queries.all(theirs, Queries.term("event.kind", "metric")),
        List.of(SearchClient.by(FoundDocument.INSTANCE)),
        highest,
        INSTANCES_A_PAGE,
        bucket ->
            counters.put(
                bucket.instance(),
                new RecorderCounters(
                    Instant.ofEpochMilli(bucket.max(TOLD)),
                    bucket.max(COUNTERS.get(0)),
                    bucket.max(COUNTERS.get(1)),
                    bucket.max(COUNTERS.get(2)),
                    bucket.max(COUNTERS.get(3)),
                    bucket.max(COUNTERS.get(4)),
                    bucket.max(COUNTERS.get(5)),
                    SEVERITIES.stream()
                        .collect(Collectors.toMap(one -> one, one -> bucket.max(DROPPED + one))))));
    return counters;
  }

  private Set<String> stopped(Query theirs) throws IOException {
    Set<String> stopped = new HashSet<>();
    client.buckets(
        Queries.all(theirs, Queries.term(FoundDocument.ACTION, "recorder-stopped")),
        List.of(SearchClient.by(FoundDocument.INSTANCE)),
        Map.of(),
        INSTANCES_A_PAGE,
        bucket -> stopped.add(bucket.instance()));
    return stopped;
  }

  /** There is one a death at most, however often it is told. */
  private Map<String, RecorderDeath> deaths(Query theirs) throws IOException {
    return PageQuery.of(
            client,
            Queries.all(theirs, Queries.term(FoundDocument.ACTION, "recorder-died")),
            PageQuery.byTime(SortOrder.Asc),
            found -> new Obituary(found.instance().id(), found.death()),
            INSTANCES_A_PAGE)
        .first()
        .all(Integer.MAX_VALUE)
        .stream()
        .collect(Collectors.toMap(Obituary::id, Obituary::death, (first, again) -> first));
  }

  private static Aggregation max(String field) {
    return Aggregation.of(a -> a.max(m -> m.field(field)));
  }
}
