package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a field of nanoseconds is spread: percentiles, which the server estimates, and the highest.
 */
final class Figures {
  private static final String COUNT = "count";
  private static final String PERCENTILES = "percentiles";
  private static final String MAX = "max";

  private Figures() {}

  static Map<String, Aggregation> of(String field, double... percents) {
    List<Double> asked = Arrays.stream(percents).boxed().toList();
    return Map.of(
        COUNT, Aggregation.of(a -> a.valueCount(c -> c.field(field))),
        PERCENTILES,
            Aggregation.of(a -> a.percentiles(p -> p.field(field).percents(asked).keyed(false))),
        MAX, Aggregation.of(a -> a.max(m -> m.field(field))));
  }

  /** In the order in which they were asked for. */
  static List<Duration> percentiles(Map<String, Aggregate> answer) {
    return named(answer, PERCENTILES).tdigestPercentiles().values().array().stream()
        .map(one -> nanos(one.value()))
        .toList();
  }

  static Duration max(Map<String, Aggregate> answer) {
    return nanos(named(answer, MAX).max().value());
  }

  /** How many documents have the field. */
  static long count(Map<String, Aggregate> answer) {
    Double count = named(answer, COUNT).valueCount().value();
    return count == null ? 0 : Math.round(count);
  }

  private static Aggregate named(Map<String, Aggregate> answer, String name) {
    return Objects.requireNonNull(answer.get(name), name);
  }

  /** Zero where no document has the field. */
  private static Duration nanos(@Nullable Double value) {
    return value == null || value.isNaN() || value.isInfinite()
        ? Duration.ZERO
        : Duration.ofNanos(Math.round(value));
  }
}
