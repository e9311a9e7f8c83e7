package io.flightlog.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what was lost, repeated or disordered, from nothing but the pairs (instance, {@code
 * event.sequence}) that arrived: an instance numbers its events 0, 1, 2 … So it judges a pipeline
 * without believing any of its counters. Fed with what a server holds or with what reaches a fake;
 * thread-safe; a bit per event.
 */
public final class SequenceOracle {

  private static final int RANGES_SHOWN = 20;

  /** Sequences {@code first … last}, both included. */
  public record Range(long first, long last) {
    public long count() {
      return last - first + 1;
    }

    @Override
    public String toString() {
      return first == last ? Long.toString(first) : first + "-" + last;
    }
  }

  /**
   * What arrived of one instance.
   *
   * @param instance its id
   * @param events different sequences that arrived
   * @param last highest sequence, -1 if none
   * @param missing between 0 and {@code last}; what an instance lost at its very end nobody can see
   * @param duplicated sequences that arrived more than once
   * @param repeats arrivals too many
   * @param outOfOrder arrivals with a lower sequence than the one before
   */
  public record Report(
      String instance,
      long events,
      long last,
      List<Range> missing,
      List<Range> duplicated,
      long repeats,
      long outOfOrder) {

    public long missingEvents() {
      return missing.stream().mapToLong(Range::count).sum();
    }

    /** True if 0 … {@code last} arrived, each once. */
    public boolean complete() {
      return missing.isEmpty() && duplicated.isEmpty();
    }

    @Override
    public String toString() {
      return instance
          + ": "
          + events
          + " events up to "
          + last
          + ", "
          + missingEvents()
          + " missing "
          + shown(missing)
          + ", "
          + repeats
          + " repeated "
          + shown(duplicated)
          + ", "
          + outOfOrder
          + " out of order";
    }

    /** The first of them, for messages. */
    static String shown(List<Range> ranges) {
      String first =
          ranges.stream().limit(RANGES_SHOWN).map(Range::toString).collect(Collectors.joining(","));
      return "[" + first + (ranges.size() > RANGES_SHOWN ? ",…" : "") + "]";
    }
  }

  private static final class Arrivals {
    private final SequenceSet seen = new SequenceSet();
    private final SequenceSet again = new SequenceSet();
    private long previous = -1;
    private long last = -1;
    private long repeats;
    private long outOfOrder;

    private void add(long sequence) {
      if (!seen.add(sequence)) {
        again.add(sequence);
        repeats++;
      }
      if (sequence < previous) {
        outOfOrder++;
      }
      previous = sequence;
      last = Math.max(last, sequence);
    }
  }

  private final Map<String, Arrivals> instances = new TreeMap<>();

  /** One arrival, in the order of arrival; a negative sequence is refused. */
  public synchronized void record(String instance, long sequence) {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence of " + instance + " is negative: " + sequence);
    }
    instances.computeIfAbsent(instance, id -> new Arrivals()).add(sequence);
  }

  /** Those that something arrived from. */
  public synchronized Set<String> instances() {
    return new TreeSet<>(instances.keySet());
  }

  /** Of an unknown instance: that nothing arrived. */
  public synchronized Report report(String instance) {
    Arrivals arrivals = instances.getOrDefault(instance, new Arrivals());
    return new Report(
        instance,
        arrivals.seen.size(),
        arrivals.last,
        arrivals.seen.missing(arrivals.last),
        arrivals.again.present(),
        arrivals.repeats,
        arrivals.outOfOrder);
  }

  public List<Report> reports() {
    return instances().stream().map(this::report).toList();
  }

  /** Different sequences of all instances together. */
  public synchronized long events() {
    return instances.values().stream().mapToLong(arrivals -> arrivals.seen.size()).sum();
  }

  /**
   * Throws unless exactly {@code 0 … events - 1} arrived of this instance, each once.
   *
   * @throws AssertionError with the whole report
   */
  public void assertComplete(String instance, long events) {
    Report report = report(instance);
    if (!report.complete() || report.events() != events) {
      throw new AssertionError("expected " + events + " events, each once, but " + report);
    }
  }
}
