package io.flightlog.testkit;

import io.flightlog.testkit.SequenceOracle.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A set of sequence numbers as bitmaps of {@value #CHUNK} bits each: a bit per number where they
 * are dense, 8 KiB for a stray one. Not thread-safe.
 */
final class SequenceSet {

  private static final int CHUNK = 1 << 16;

  private final TreeMap<Long, long[]> chunks = new TreeMap<>();
  private long lastKey = -1;
  private long[] lastChunk = new long[0];
  private long size;

  /** False if it was there already. */
  boolean add(long sequence) {
    long key = sequence / CHUNK;
    if (key != lastKey) {
      lastChunk = chunks.computeIfAbsent(key, k -> new long[CHUNK / Long.SIZE]);
      lastKey = key;
    }
    int bit = (int) (sequence % CHUNK);
    long mask = 1L << (bit % Long.SIZE);
    long word = lastChunk[bit / Long.SIZE];
    lastChunk[bit / Long.SIZE] = word | mask;
    boolean isNew = (word & mask) == 0;
    size += isNew ? 1 : 0;
    return isNew;
  }

  /** The runs of numbers in it, ascending. */
  List<Range> present() {
    List<Range> ranges = new ArrayList<>();
    chunks.forEach(
        (key, words) -> {
          for (int bit = 0; bit < CHUNK; bit++) {
            if ((words[bit / Long.SIZE] & (1L << (bit % Long.SIZE))) != 0) {
              extend(ranges, key * CHUNK + bit);
            }
          }
        });
    return ranges;
  }

  /** The runs of numbers from 0 to {@code last} that are not in it, ascending. */
  List<Range> missing(long last) {
    List<Range> missing = new ArrayList<>();
    long covered = -1;
    for (Range there : present()) {
      if (there.first() - 1 > covered) {
        missing.add(new Range(covered + 1, Math.min(there.first() - 1, last)));
      }
      covered = there.last();
    }
    if (covered < last) {
      missing.add(new Range(covered + 1, last));
    }
    return missing;
  }

  long size() {
    return size;
  }

  private static void extend(List<Range> ranges, long sequence) {
    int end = ranges.size() - 1;
    if (end >= 0 && ranges.get(end).last() == sequence - 1) {
      ranges.set(end, new Range(ranges.get(end).first(), sequence));
    } else {
      ranges.add(new Range(sequence, sequence));
    }
  }
}
