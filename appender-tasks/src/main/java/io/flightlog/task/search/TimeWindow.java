package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code @timestamp}s are asked for.
 *
 * @param last that long before now, if not null
 * @param from the first, if not null
 * @param to behind the last, if not null
 */
record TimeWindow(@Nullable Duration last, @Nullable Instant from, @Nullable Instant to) {
  static final TimeWindow ALWAYS = new TimeWindow(null, null, null);

  /** ISO 8601, as exact as an index can be. */
  static final String FORMAT = "strict_date_optional_time_nanos";

  private static final Duration LONGEST = Duration.ofDays(36_500);

  static TimeWindow last(Duration last) {
    if (last.isNegative() || last.isZero() || last.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the last time must be more than 0, and at most " + LONGEST + ", was " + last);
    }
    return new TimeWindow(last, null, null);
  }

  static TimeWindow between(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the range must begin before it ends, was from " + from + " to " + to);
    }
    return new TimeWindow(null, from, to);
  }

  Query query(Instant now) {
    Instant first = last == null ? from : now.minus(last);
    if (first == null) {
      return Queries.exists(FoundDocument.TIME);
    }
    return Query.of(
        q ->
            q.range(
                r ->
                    r.date(
                        d -> {
                          d.field(FoundDocument.TIME).format(FORMAT).gte(first.toString());
                          return to == null ? d : d.lt(to.toString());
                        })));
  }
}
