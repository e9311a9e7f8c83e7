package io.flightlog.mission;

import io.flightlog.task.search.FoundInstance;
import io.flightlog.task.search.InstanceEnd;
import io.flightlog.task.search.InstanceIntegrity;
import io.flightlog.task.search.RecorderCounters;
import io.flightlog.task.search.RecorderDeath;
import io.flightlog.task.search.SequenceRange;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/integrity}: of each instance that wrote in a range, what is there and what is not,
 * and when that was.
 */
record IntegrityQuestion(TimeRange range) {
  /** The parameters that it may have. */
  static final Set<String> NAMES = Set.of("from", "to");

  private static final int MOST_HOLES = 100;

  /** {@code /api/integrity}. */
  record Answer(Instant from, Instant to, List<Instance> instances) {}

  /** The worst that is known of it. */
  enum State {
    COMPLETE,
    MISSING,
    DUPLICATED,
    DROPPED
  }

  record Instance(
      FoundInstance instance,
      State state,
      boolean complete,
      long events,
      long highest,
      long missing,
      long duplicated,
      List<Hole> holes,
      boolean holesTruncated,
      InstanceEnd end,
      long missingAtEnd,
      long unexplained,
      @Nullable Counters counters,
      @Nullable Map<String, Long> dropped,
      @Nullable Long spooled,
      List<RecorderWord.Drop> drops,
      @Nullable RecorderDeath death) {}

  /**
   * @param after time of the nearest event before it; null if there is none
   * @param before of the nearest one behind it
   */
  record Hole(
      long first, long last, long count, @Nullable Instant after, @Nullable Instant before) {}

  record Counters(
      Instant told,
      long sequence,
      long accepted,
      long delivered,
      long redirected,
      long deadLettered,
      long lost,
      long dropped) {
    static @Nullable Counters of(@Nullable RecorderCounters told) {
      return told == null
          ? null
          : new Counters(
              told.told(),
              told.sequence(),
              told.accepted(),
              told.delivered(),
              told.redirected(),
              told.deadLettered(),
              told.lost(),
              told.dropped());
    }
  }

  Answer ask(TaskSearch all) throws IOException {
    List<InstanceIntegrity> found = all.between(range.from(), range.to()).integrity();
    List<String> ids = found.stream().map(one -> String.valueOf(one.instance().id())).toList();
    Map<String, RecorderWord> words = RecorderWord.of(all, ids);
    EventTimes times = EventTimes.of(all, edges(found));
    List<Instance> instances = new ArrayList<>();
    for (InstanceIntegrity one : found) {
      String id = String.valueOf(one.instance().id());
      instances.add(instance(one, words.getOrDefault(id, RecorderWord.NONE), times));
    }
    return new Answer(range.from(), range.to(), instances);
  }

  /** The events around holes. */
  private static List<EventTimes.Event> edges(List<InstanceIntegrity> found) {
    List<EventTimes.Event> edges = new ArrayList<>();
    for (InstanceIntegrity one : found) {
      String id = String.valueOf(one.instance().id());
      for (SequenceRange hole : shown(one)) {
        edges.add(new EventTimes.Event(id, hole.first() - 1));
        edges.add(new EventTimes.Event(id, hole.last() + 1));
      }
    }
    return edges;
  }

  private static List<SequenceRange> shown(InstanceIntegrity one) {
    return one.holes().subList(0, Math.min(MOST_HOLES, one.holes().size()));
  }

  private static Instance instance(InstanceIntegrity one, RecorderWord word, EventTimes times) {
    String id = String.valueOf(one.instance().id());
    RecorderCounters counters = one.counters();
    return new Instance(
        one.instance(),
        state(one),
        one.isComplete(),
        one.events(),
        one.highest(),
        one.missing(),
        one.duplicated(),
        shown(one).stream()
            .map(
                hole ->
                    new Hole(
                        hole.first(),
                        hole.last(),
                        hole.count(),
                        times.find(id, hole.first() - 1),
                        times.find(id, hole.last() + 1)))
            .toList(),
        one.holes().size() > MOST_HOLES,
        one.end(),
        one.missingAtEnd(),
        one.unexplained(),
        Counters.of(counters),
        counters == null ? null : counters.droppedBySeverity(),
        word.spooled(),
        word.drops(),
        one.death());
  }

  private static State state(InstanceIntegrity one) {
    boolean lacksItsEnd = one.end() != InstanceEnd.NONE && one.missingAtEnd() > 0;
    RecorderCounters counters = one.counters();
    if (one.missing() > 0 || lacksItsEnd) {
      return State.MISSING;
    }
    if (one.duplicated() > 0) {
      return State.DUPLICATED;
    }
    return counters != null && counters.dropped() > 0 ? State.DROPPED : State.COMPLETE;
  }
}
