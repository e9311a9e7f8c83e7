package io.flightlog.task.search;

import java.util.ArrayList;
import java.util.List;

/** Counts one instance's numbers, in ascending order. */
final class SequenceTally {
  private final List<SequenceRange> holes = new ArrayList<>();
  private long events;
  private long duplicated;
  private long highest = -1;

  /** Whether so many documents are exactly the numbers from one to another, once each. */
  static boolean isEachOnce(long documents, long distinct, long first, long last) {
    return documents == distinct && distinct == last - first + 1;
  }

  /**
   * Numbers that are all there.
   *
   * @param first higher than any before
   * @param documents that have them: more than the numbers if some are there twice
   */
  void add(long first, long last, long documents) {
    if (first > highest + 1) {
      holes.add(new SequenceRange(highest + 1, first - 1));
    }
    highest = last;
    events += documents;
    duplicated += documents - (last - first + 1);
  }

  long events() {
    return events;
  }

  long highest() {
    return highest;
  }

  long duplicated() {
    return duplicated;
  }

  /** The numbers that are there, ascending. */
  List<SequenceRange> present() {
    List<SequenceRange> present = new ArrayList<>();
    long next = 0;
    for (SequenceRange hole : holes) {
      if (hole.first() > next) {
        present.add(new SequenceRange(next, hole.first() - 1));
      }
      next = hole.last() + 1;
    }
    if (highest >= next) {
      present.add(new SequenceRange(next, highest));
    }
    return List.copyOf(present);
  }

  List<SequenceRange> holes() {
    return holes;
  }
}
