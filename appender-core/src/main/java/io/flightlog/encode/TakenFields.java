package io.flightlog.encode;

/** Which named fields the event in hand has, as a set of bits. Belongs to one writer. */
final class TakenFields {
  private final long constant;
  private long taken;

  /**
   * @param constant fields that a constant stands for: taken in every event
   */
  TakenFields(long constant) {
    this.constant = constant;
  }

  void begin() {
    taken = constant;
  }

  boolean isTaken(EcsField field) {
    return (taken & field.bit) != 0;
  }

  void take(EcsField field) {
    taken |= field.bit;
  }

  /** Takes the field; false when it was taken already. */
  boolean claim(EcsField field) {
    boolean free = !isTaken(field);
    taken |= field.bit;
    return free;
  }
}
