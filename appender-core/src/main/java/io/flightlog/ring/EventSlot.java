package io.flightlog.ring;

import org.jspecify.annotations.Nullable;

/**
 * A preallocated place for one encoded event. Between claim and publish it is the caller's, from
 * publish until the poll group ends the drain agent's. It is left aborted, and the producer's last
 * store makes it full: a producer that dies in between leaves a slot that the drain agent counts as
 * lost and skips.
 */
final class EventSlot {
  private final byte[] bytes;
  private byte @Nullable [] large;
  private int length;
  private boolean full;

  EventSlot(int slotBytes) {
    this.bytes = new byte[slotBytes];
  }

  /**
   * @param ownCopy the event in an array of its own when it does not fit the slot, else null
   */
  void fill(byte[] source, int sourceLength, byte @Nullable [] ownCopy) {
    if (ownCopy == null) {
      System.arraycopy(source, 0, bytes, 0, sourceLength);
    } else {
      large = ownCopy;
    }
    length = sourceLength;
    full = true;
  }

  boolean isFull() {
    return full;
  }

  byte[] bytes() {
    return large == null ? bytes : large;
  }

  int length() {
    return length;
  }

  /**
   * Leaves the slot aborted for its next turn; answers how many bytes of the large budget come
   * free.
   */
  int clear() {
    int freed = large == null ? 0 : large.length;
    large = null;
    full = false;
    return freed;
  }
}
