package io.flightlog.faults;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.PipelineStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a pipeline counted, in the words of the account, also from one JVM to another. */
final class Figures {
  private Figures() {}

  static PipelineStatistics of(PipelineStats stats) {
    return new PipelineStatistics(
        stats.offered(),
        stats.accepted(),
        stats.adopted(),
        stats.droppedTotal(),
        stats.delivered(),
        stats.redirected(),
        stats.deadLettered(),
        stats.lostTotal(),
        stats.resident(),
        stats.spooled());
  }

  /** For {@link #parse}. */
  static String text(PipelineStats stats) {
    PipelineStatistics s = of(stats);
    return LongStream.of(
            s.offered(),
            s.accepted(),
            s.adopted(),
            s.dropped(),
            s.delivered(),
            s.redirected(),
            s.deadLettered(),
            s.lost(),
            s.resident(),
            s.spooled())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(","));
  }

  static PipelineStatistics parse(String text) {
    List<Long> n = Stream.of(text.split(",", -1)).map(Long::valueOf).toList();
    return new PipelineStatistics(
        n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7), n.get(8),
        n.get(9));
  }
}
