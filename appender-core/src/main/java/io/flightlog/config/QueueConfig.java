package io.flightlog.config;

import java.time.Duration;

/**
 * The ring between callers and the drain agent.
 *
 * @param slots a power of two
 * @param slotBytes preallocated per slot; a larger event carries its own array
 * @param maxLargeBytes bound on those arrays together
 * @param maxWait bound on one append
 */
public record QueueConfig(
    int slots, ByteSize slotBytes, ByteSize maxLargeBytes, WhenFull whenFull, Duration maxWait) {

  /** What an append does when the ring is full. */
  public enum WhenFull {
    /**
     * Waits up to {@code maxWait}; when a wait has run out, nobody waits any more and the least
     * severe are shed.
     */
    WAIT,
    /** Never waits, and sheds the least severe first. */
    DROP
  }

  static final Option<Integer> SLOTS =
      Option.integer("queue.slots", 8192, 64, 1 << 20)
          .and("a power of two", slots -> Integer.bitCount(slots) == 1);
  static final Option<ByteSize> SLOT_BYTES =
      Option.size("queue.slotBytes", "768 B", "64 B", "64 KiB");
  static final Option<ByteSize> MAX_LARGE_BYTES =
      Option.size("queue.maxLargeBytes", "8 MiB", "64 KiB", "1 GiB");
  static final Option<WhenFull> WHEN_FULL = Option.choice("queue.whenFull", WhenFull.WAIT);
  static final Option<Duration> MAX_WAIT = Option.duration("queue.maxWait", "50 ms", "0", "10 min");

  public QueueConfig {
    SLOTS.check(slots);
    SLOT_BYTES.check(slotBytes);
    MAX_LARGE_BYTES.check(maxLargeBytes);
    MAX_WAIT.check(maxWait);
  }

  static QueueConfig from(OptionValues values) {
    return new QueueConfig(
        values.get(SLOTS),
        values.get(SLOT_BYTES),
        values.get(MAX_LARGE_BYTES),
        values.get(WHEN_FULL),
        values.get(MAX_WAIT));
  }
}
