package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.flightlog.task.search.FoundInstance;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.SequenceRange;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of an instance that the index does not have, and which may have been lines of a run:
 * between its first and its last.
 */
record Gap(FoundInstance instance, long first, long last, long count) {
  /** Of so many runs the numbers are looked at. */
  private static final int MOST_SPANS = 100;

  /** Where the lines of a run begin and end, among those of its instance. */
  private record Span(String run, FoundInstance instance) {}

  /**
   * @param everything not narrowed to the lines: numbers between them may be of others
   */
  static List<Gap> between(TaskSearch everything, List<FoundLine> lines) throws IOException {
    Map<Span, SequenceRange> spans = new LinkedHashMap<>();
    for (FoundLine line : lines) {
      Long sequence = line.sequence();
      if (sequence != null && line.task().runId() != null && line.instance().id() != null) {
        spans.merge(
            new Span(line.task().runId(), line.instance()),
            new SequenceRange(sequence, sequence),
            Gap::both);
      }
    }
    List<Gap> gaps = new ArrayList<>();
    if (spans.isEmpty()) {
      return gaps;
    }
    Map<String, List<SequenceRange>> present =
        everything
            .matching(
                Filters.any(
                    spans.entrySet().stream()
                        .limit(MOST_SPANS)
                        .map(one -> within(one.getKey().instance(), one.getValue()))
                        .toArray(Query[]::new)))
            .sequences();
    spans.entrySet().stream()
        .limit(MOST_SPANS)
        .forEach(
            one ->
                missing(
                        one.getValue(),
                        present.getOrDefault(one.getKey().instance().id(), List.of()))
                    .forEach(
                        hole ->
                            gaps.add(
                                new Gap(
                                    one.getKey().instance(),
                                    hole.first(),
                                    hole.last(),
                                    hole.count()))));
    return gaps;
  }

  private static SequenceRange both(SequenceRange one, SequenceRange other) {
    return new SequenceRange(
        Math.min(one.first(), other.first()), Math.max(one.last(), other.last()));
  }

  private static Query within(FoundInstance instance, SequenceRange range) {
    return Query.of(
        q ->
            q.bool(
                b ->
                    b.filter(Filters.is("agent.ephemeral_id", String.valueOf(instance.id())))
                        .filter(
                            f ->
                                f.range(
                                    r ->
                                        r.longNumber(
                                            n ->
                                                n.field("event.sequence")
                                                    .gte(range.first())
                                                    .lte(range.last()))))));
  }

  /** Numbers of a range that are not among those that are there, which ascend. */
  static List<SequenceRange> missing(SequenceRange range, List<SequenceRange> present) {
    List<SequenceRange> missing = new ArrayList<>();
    long next = range.first();
    for (SequenceRange there : present) {
      if (there.last() >= next && there.first() <= range.last()) {
        if (there.first() > next) {
          missing.add(new SequenceRange(next, there.first() - 1));
        }
        next = there.last() + 1;
      }
    }
    if (next <= range.last()) {
      missing.add(new SequenceRange(next, range.last()));
    }
    return missing;
  }
}
