package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.flightlog.task.search.FoundHit;
import io.flightlog.task.search.Page;
import io.flightlog.task.search.SearchFailedException;
import io.flightlog.task.search.SequenceRange;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * New events, each once, whenever they arrive. Works in rounds: first it is found out which
 * sequences are there that have not been dealt with; then those of them that are wanted are told,
 * page by page; then all of them count as dealt with. What arrives meanwhile is for the next round.
 * So neither an event's time nor the order of arrival matters. One thread; blocks for requests.
 */
final class TailFeed {
  /** Events that are older are not told. */
  static final Duration WINDOW = Duration.ofHours(1);

  /** Clocks differ. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final Duration LATE = Duration.ofSeconds(10);
  private static final int PAGE = 500;
  private static final Query EVENTS =
      Filters.all(
          List.of(
              Filters.is("agent.type", "flightlog"),
              Query.of(q -> q.exists(e -> e.field("event.sequence")))));

  /**
   * Lines, which may be none, and where the tail is behind them.
   *
   * @param limited whether a bound was met
   */
  record Batch(List<ShownHit> lines, String id, boolean limited) {}

  private final TaskSearch events;
  private final Query wanted;
  private SeenSequences seen = new SeenSequences();
  private @Nullable SeenSequences round;
  private @Nullable String place;
  private boolean limited;

  TailFeed(TaskSearch all, Filters filters) {
    this.events = all.matching(EVENTS).matching(filters.instances()).pageSize(PAGE);
    this.wanted = filters.query();
  }

  /** Goes on where another one was. */
  void resume(TailCursor cursor) {
    seen = SeenSequences.parse(cursor.seen());
    round = cursor.round() == null ? null : SeenSequences.parse(cursor.round());
    place = cursor.place();
  }

  /**
   * Begins now: what is there has been dealt with.
   *
   * @param last so many of them are told all the same, at most
   */
  Batch start(int last, Instant now) throws IOException {
    TaskSearch window = window(now);
    try {
      limited |= !seen.add(window.sequences());
    } catch (SearchFailedException failed) {
      if (failed.reason() != SearchFailedException.Reason.NO_SUCH_INDEX) {
        throw failed;
      }
      return batch(List.of()); // all that will ever be there is new
    }
    limited |= seen.bound();
    if (last == 0) {
      return batch(List.of());
    }
    Page<FoundHit> newest = window.matching(wanted).pageSize(last).hits(SortOrder.Desc, List.of());
    List<FoundHit> lines = new ArrayList<>(newest.items());
    Collections.reverse(lines);
    return batch(told(lines, seen, Instant.MIN));
  }

  /** What is next; null: nothing new. */
  @Nullable Batch next(Instant now) throws IOException {
    TaskSearch unseen = window(now).matching(seen.others());
    SeenSequences current = round;
    if (current == null) {
      current = begin(unseen, now);
      if (current.isEmpty()) {
        return null;
      }
      round = current;
    }
    TaskSearch asked = unseen.matching(wanted);
    Page<FoundHit> page =
        place == null
            ? asked.hits(SortOrder.Asc, List.of())
            : asked.hits(SortOrder.Asc, List.of(), place);
    List<ShownHit> lines = told(page.items(), current, now.minus(LATE));
    if (page.hasNext()) {
      place = page.place();
    } else {
      seen.addAll(current);
      limited |= seen.bound();
      round = null;
      place = null;
    }
    return batch(lines);
  }

  private SeenSequences begin(TaskSearch unseen, Instant now) throws IOException {
    Map<String, List<SequenceRange>> present = unseen.sequences();
    SeenSequences begun = new SeenSequences();
    if (present.isEmpty()) {
      return begun;
    }
    long unknown = present.keySet().stream().filter(id -> !seen.knows(id)).count();
    if (seen.instances() + unknown > SeenSequences.MOST_INSTANCES) {
      seen.retain(active(now));
    }
    int room = SeenSequences.MOST_INSTANCES - seen.instances();
    for (Map.Entry<String, List<SequenceRange>> one : present.entrySet()) {
      boolean isKnown = seen.knows(one.getKey());
      if (isKnown || room > 0) {
        limited |= !begun.add(Map.of(one.getKey(), one.getValue()));
        room -= isKnown ? 0 : 1;
      } else {
        limited = true;
      }
    }
    return begun;
  }

  /** Instances that wrote within the window. */
  private Set<String> active(Instant now) throws IOException {
    Aggregate ids =
        window(now)
            .ask(
                s ->
                    s.size(0)
                        .aggregations(
                            "ids",
                            a ->
                                a.terms(
                                    t ->
                                        t.field("agent.ephemeral_id")
                                            .size(2 * SeenSequences.MOST_INSTANCES))),
                Void.class)
            .aggregations()
            .get("ids");
    Set<String> active = new HashSet<>();
    if (ids != null && ids.isSterms()) {
      ids.sterms().buckets().array().forEach(bucket -> active.add(bucket.key().stringValue()));
    }
    return active;
  }

  /** Those of a round; of doubles, which stand side by side, one. */
  private static List<ShownHit> told(List<FoundHit> hits, SeenSequences of, Instant late) {
    List<ShownHit> told = new ArrayList<>();
    String before = "";
    for (FoundHit hit : hits) {
      String instance = hit.line().instance().id();
      Long sequence = hit.line().sequence();
      if (instance != null && sequence != null && of.contains(instance, sequence)) {
        String event = instance + ":" + sequence;
        if (!event.equals(before)) {
          told.add(ShownHit.ofTail(hit, hit.line().time().isBefore(late)));
        }
        before = event;
      }
    }
    return told;
  }

  private TaskSearch window(Instant now) {
    return events.between(now.minus(WINDOW), now.plus(AHEAD));
  }

  private Batch batch(List<ShownHit> lines) {
    SeenSequences current = round;
    String id = new TailCursor(seen.text(), current == null ? null : current.text(), place).text();
    boolean wasLimited = limited;
    limited = false;
    return new Batch(lines, id, wasLimited);
  }
}
