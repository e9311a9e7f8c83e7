package io.flightlog.examples.fleet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the loss out of the index itself: every instance numbers its events 0, 1, 2 …, so a number
 * that is not there was lost, and one that is there twice was duplicated. Exact: it walks over
 * every number of every instance in pages.
 */
final class SequenceCheck {
  private static final List<String> FIELDS =
      List.of("service.node.name", "agent.ephemeral_id", "event.sequence");

  private SequenceCheck() {}

  /**
   * What the index holds of one instance.
   *
   * @param events documents with a sequence number
   * @param missing numbers from 0 to the highest that are not there
   * @param duplicated documents beyond the first of a number
   */
  record Sequences(
      String instance,
      String ephemeralId,
      long events,
      long highest,
      long missing,
      long duplicated) {
    boolean complete() {
      return missing == 0 && duplicated == 0;
    }
  }

  static String query(String run) {
    return "_exists_:event.sequence AND service.environment:" + run;
  }

  /** All instances of a run, by name and then by id. */
  static List<Sequences> of(LogIndex index, String run) throws IOException {
    Map<List<String>, Tally> tallies = new TreeMap<>(SequenceCheck::compare);
    index.combinations(
        query(run),
        FIELDS,
        found -> {
          String name = found.values().get(0).stringValue();
          String id = found.values().get(1).stringValue();
          tallies
              .computeIfAbsent(List.of(name, id), key -> new Tally())
              .add(found.values().get(2).longValue(), found.documents());
        });
    return tallies.entrySet().stream()
        .map(entry -> entry.getValue().of(entry.getKey().get(0), entry.getKey().get(1)))
        .toList();
  }

  /**
   * How many of an instance's first events are not in the index.
   *
   * @param events so many there must be: the sequences from 0 to one less
   */
  static long missingOf(LogIndex index, String run, String ephemeralId, long events)
      throws IOException {
    if (events == 0) {
      return 0;
    }
    Tally tally = new Tally();
    index.combinations(
        query(run)
            + " AND agent.ephemeral_id:\""
            + ephemeralId
            + "\" AND event.sequence:[0 TO "
            + (events - 1)
            + "]",
        FIELDS,
        found -> tally.add(found.values().get(2).longValue(), found.documents()));
    Sequences there = tally.of("", ephemeralId);
    return events - (there.events() - there.duplicated());
  }

  private static int compare(List<String> one, List<String> other) {
    int byName = one.get(0).compareTo(other.get(0));
    return byName != 0 ? byName : one.get(1).compareTo(other.get(1));
  }

  /** Counts one instance's numbers, each given once with its documents. */
  static final class Tally {
    private long events;
    private long numbers;
    private long highest = -1;

    void add(long sequence, long documents) {
      events += documents;
      numbers++;
      highest = Math.max(highest, sequence);
    }

    Sequences of(String instance, String ephemeralId) {
      return new Sequences(
          instance, ephemeralId, events, highest, highest + 1 - numbers, events - numbers);
    }
  }
}
