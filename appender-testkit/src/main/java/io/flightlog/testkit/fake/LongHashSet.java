package io.flightlog.testkit.fake;

/** A set of longs by open addressing: 16 to 32 bytes each, no garbage. Not thread-safe. */
final class LongHashSet {

  private long[] table = new long[1 << 12];
  private boolean zero;
  private int size;

  /** False if it was there already. */
  boolean add(long value) {
    if (value == 0) {
      boolean added = !zero;
      zero = true;
      return added;
    }
    if (size * 2 >= table.length) {
      grow();
    }
    if (!insert(table, value)) {
      return false;
    }
    size++;
    return true;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long value : table) {
      if (value != 0) {
        insert(larger, value);
      }
    }
    table = larger;
  }

  private static boolean insert(long[] table, long value) {
    int mask = table.length - 1;
    int slot = (int) value & mask;
    while (table[slot] != 0) {
      if (table[slot] == value) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = value;
    return true;
  }
}
