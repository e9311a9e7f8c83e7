package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.flightlog.task.search.SequenceRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events have been dealt with: ranges of sequences by instance, ascending, none next to
 * another. Bounded by {@link #bound}. One thread.
 */
final class SeenSequences {
  static final int MOST_INSTANCES = 100;
  static final int MOST_RANGES = 400;

  private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final TreeMap<String, TreeMap<Long, Long>> ranges = new TreeMap<>();

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean contains(String instance, long sequence) {
    TreeMap<Long, Long> theirs = ranges.get(instance);
    Map.Entry<Long, Long> at = theirs == null ? null : theirs.floorEntry(sequence);
    return at != null && at.getValue() >= sequence;
  }

  /**
   * Instances for which there is no more room are left out.
   *
   * @return whether all had room
   */
  boolean add(Map<String, List<SequenceRange>> more) {
    boolean complete = true;
    for (Map.Entry<String, List<SequenceRange>> one : more.entrySet()) {
      if (!INSTANCE.matcher(one.getKey()).matches()
          || (!ranges.containsKey(one.getKey()) && ranges.size() == MOST_INSTANCES)) {
        complete = false;
      } else {
        one.getValue().forEach(range -> add(one.getKey(), range.first(), range.last()));
      }
    }
    return complete;
  }

  void addAll(SeenSequences others) {
    others.ranges.forEach(
        (instance, theirs) -> theirs.forEach((first, last) -> add(instance, first, last)));
  }

  private void add(String instance, long first, long last) {
    TreeMap<Long, Long> theirs = ranges.computeIfAbsent(instance, id -> new TreeMap<>());
    long from = first;
    long to = last;
    Map.Entry<Long, Long> near = theirs.floorEntry(to + 1);
    while (near != null && near.getValue() >= from - 1) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      theirs.remove(near.getKey());
      near = theirs.floorEntry(to + 1);
    }
    theirs.put(from, to);
  }

  /** Forgets all instances but these. */
  void retain(Collection<String> instances) {
    ranges.keySet().retainAll(instances);
  }

  boolean knows(String instance) {
    return ranges.containsKey(instance);
  }

  int instances() {
    return ranges.size();
  }

  int size() {
    return ranges.values().stream().mapToInt(Map::size).sum();
  }

  /**
   * Has the lowest holes of whoever has most of them count as dealt with, until the bound is kept.
   *
   * @return whether that was necessary
   */
  boolean bound() {
    int size = size();
    boolean closed = size > MOST_RANGES;
    while (size > MOST_RANGES) {
      TreeMap<Long, Long> most =
          ranges.values().stream()
              .max((one, other) -> Integer.compare(one.size(), other.size()))
              .orElseThrow();
      Map.Entry<Long, Long> lowest = most.pollFirstEntry();
      Map.Entry<Long, Long> next = most.pollFirstEntry();
      most.put(lowest.getKey(), next.getValue());
      size--;
    }
    return closed;
  }

  /** Events that are none of these. */
  Query others() {
    List<Query> none = new ArrayList<>();
    ranges.forEach((instance, theirs) -> none.add(within(instance, theirs)));
    return Query.of(q -> q.bool(b -> b.mustNot(none)));
  }

  private static Query within(String instance, Map<Long, Long> theirs) {
    List<Query> any = new ArrayList<>();
    theirs.forEach(
        (first, last) ->
            any.add(
                Query.of(
                    q ->
                        q.range(
                            r ->
                                r.longNumber(
                                    n -> n.field("event.sequence").gte(first).lte(last))))));
    return Filters.all(
        List.of(
            Filters.is("agent.ephemeral_id", instance), Filters.any(any.toArray(Query[]::new))));
  }

  /** Such as {@code gia146a8d8p6j8t5:0-12,15-20;u39nfr9st3ogufuf:0-7}. */
  String text() {
    return ranges.entrySet().stream()
        .map(
            one ->
                one.getKey()
                    + ":"
                    + one.getValue().entrySet().stream()
                        .map(range -> range.getKey() + "-" + range.getValue())
                        .collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
  }

  /**
   * @throws IllegalArgumentException if it is no such text, or more than is bounded
   */
  static SeenSequences parse(String text) {
    SeenSequences seen = new SeenSequences();
    if (text.isEmpty()) {
      return seen;
    }
    for (String one : text.split(";", MOST_INSTANCES + 1)) {
      int colon = one.indexOf(':');
      if (colon < 0 || !INSTANCE.matcher(one.substring(0, colon)).matches()) {
        throw new IllegalArgumentException("no instance with its sequences");
      }
      for (String range : one.substring(colon + 1).split(",", MOST_RANGES + 1)) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
          throw new IllegalArgumentException("no range of sequences");
        }
        long first = Long.parseLong(matcher.group(1));
        seen.add(one.substring(0, colon), first, Math.max(first, Long.parseLong(matcher.group(2))));
      }
    }
    return seen;
  }
}
