package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tallies the numbers of instances, by buckets of a thousand: one that has as many documents as
 * different numbers, and as many of these as lie between its lowest and its highest, is whole; of
 * the others each number is looked at.
 *
 * <p>This is exact although the server estimates how many different numbers there are. It counts
 * different hashes of them, at least 25 bits each, so that it may see fewer than there are, never
 * more; what it adds for collisions (HyperLogLog++, linear counting: half of 1000² / 2²⁵) is less
 * than rounding takes away. An estimate that is too low costs a closer look.
 *
 * <p>Used once, by one thread.
 */
final class SequenceScan {
  static final int WIDTH = 1_000;

  private static final int PRECISION = 2 * WIDTH;
  private static final int BUCKETS_A_PAGE = 1_000;
  private static final int NUMBERS_A_PAGE = 10_000;
  private static final Map<String, Aggregation> EACH =
      Map.of(
          "first", Aggregation.of(a -> a.min(m -> m.field(FoundDocument.SEQUENCE))),
          "last", Aggregation.of(a -> a.max(m -> m.field(FoundDocument.SEQUENCE))),
          "distinct",
              Aggregation.of(
                  a ->
                      a.cardinality(
                          c -> c.field(FoundDocument.SEQUENCE).precisionThreshold(PRECISION))));

  private final SearchClient client;
  private final Map<String, SequenceTally> tallies = new HashMap<>();

  private String instance = "";

  /** Buckets, side by side, that are not whole and have not been looked at yet; or none. */
  private @Nullable SequenceRange doubtful;

  SequenceScan(SearchClient client) {
    this.client = client;
  }

  /** By instance; one without numbers is not among them. */
  Map<String, SequenceTally> of(Query instances) throws IOException {
    client.buckets(
        instances,
        List.of(
            SearchClient.by(FoundDocument.INSTANCE),
            NamedValue.of(
                FoundDocument.SEQUENCE,
                CompositeAggregationSource.of(
                    c -> c.histogram(h -> h.field(FoundDocument.SEQUENCE).interval(WIDTH))))),
        EACH,
        BUCKETS_A_PAGE,
        this::bucket);
    lookCloser();
    return tallies;
  }

  private void bucket(FoundBucket bucket) throws IOException {
    String owner = bucket.instance();
    long first = bucket.min("first");
    long last = bucket.max("last");
    if (!owner.equals(instance)) {
      lookCloser();
      instance = owner;
    }
    if (SequenceTally.isEachOnce(bucket.documents(), bucket.distinct("distinct"), first, last)) {
      lookCloser();
      tally().add(first, last, bucket.documents());
    } else {
      doubtful = new SequenceRange(doubtful == null ? first : doubtful.first(), last);
    }
  }

  private void lookCloser() throws IOException {
    if (doubtful == null) {
      return;
    }
    client.buckets(
        Queries.all(
            Queries.term(FoundDocument.INSTANCE, instance),
            Queries.between(FoundDocument.SEQUENCE, doubtful)),
        List.of(SearchClient.by(FoundDocument.SEQUENCE)),
        Map.of(),
        NUMBERS_A_PAGE,
        number -> {
          long sequence = number.number(FoundDocument.SEQUENCE);
          tally().add(sequence, sequence, number.documents());
        });
    doubtful = null;
  }

  private SequenceTally tally() {
    return tallies.computeIfAbsent(instance, id -> new SequenceTally());
  }
}
