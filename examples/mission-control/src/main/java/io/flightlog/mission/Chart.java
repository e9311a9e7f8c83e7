package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.DateHistogramBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts over {@link Intervals}, by the values of a field. */
record Chart(Intervals intervals) {
  private static final String TIME = "time";

  /**
   * @param other of all values that have no series of their own
   */
  record Series(String name, @Nullable Boolean other, List<Long> counts) {}

  /** How many documents each part has. */
  Aggregation overTime() {
    return Aggregation.of(
        a ->
            a.dateHistogram(
                h ->
                    h.field("@timestamp")
                        .fixedInterval(i -> i.time(intervals.width() + "ms"))
                        .minDocCount(1)));
  }

  /** The same, of each of the most frequent values. */
  Aggregation by(String field, int most) {
    return Aggregation.of(
        a -> a.terms(t -> t.field(field).size(most)).aggregations(TIME, overTime()));
  }

  List<Series> series(Aggregate answer) {
    List<Series> series = new ArrayList<>();
    if (answer.isSterms()) { // else no document has the field
      for (StringTermsBucket bucket : answer.sterms().buckets().array()) {
        List<Long> counts = counts(Objects.requireNonNull(bucket.aggregations().get(TIME), TIME));
        series.add(new Series(bucket.key().stringValue(), null, counts));
      }
    }
    return series;
  }

  /** What the series leave of all, if anything. */
  @Nullable Series rest(Aggregate all, List<Series> series) {
    List<Long> rest = new ArrayList<>();
    List<Long> whole = counts(all);
    for (int i = 0; i < whole.size(); i++) {
      int part = i;
      rest.add(whole.get(i) - series.stream().mapToLong(one -> one.counts().get(part)).sum());
    }
    return rest.stream().anyMatch(count -> count > 0) ? new Series("", Boolean.TRUE, rest) : null;
  }

  private List<Long> counts(Aggregate histogram) {
    long[] counts = new long[intervals.count()];
    for (DateHistogramBucket bucket : histogram.dateHistogram().buckets().array()) {
      int index = intervals.indexOf(bucket.key());
      if (index >= 0) {
        counts[index] += bucket.docCount();
      }
    }
    return Arrays.stream(counts).boxed().toList();
  }
}
