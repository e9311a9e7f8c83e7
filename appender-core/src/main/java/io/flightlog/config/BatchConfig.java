package io.flightlog.config;

import java.time.Duration;

/**
 * When a batch is cut, and how many there are.
 *
 * @param maxBytes of one NDJSON body, before compression
 * @param linger the longest that the first event of an open batch waits for company
 * @param poolBytes all buffers for batches and for compressing them together
 */
public record BatchConfig(ByteSize maxBytes, int maxEvents, Duration linger, ByteSize poolBytes) {
  static final Option<ByteSize> MAX_BYTES =
      Option.size("batch.maxBytes", "1 MiB", "16 KiB", "16 MiB");
  static final Option<Integer> MAX_EVENTS = Option.integer("batch.maxEvents", 5000, 1, 100_000);
  static final Option<Duration> LINGER = Option.duration("batch.linger", "1 s", "1 ms", "10 min");
  static final Option<ByteSize> POOL_BYTES =
      Option.size("batch.poolBytes", "16 MiB", "64 KiB", "1 GiB");

  public BatchConfig {
    MAX_BYTES.check(maxBytes);
    MAX_EVENTS.check(maxEvents);
    LINGER.check(linger);
    POOL_BYTES.check(poolBytes);
  }

  static BatchConfig from(OptionValues values) {
    return new BatchConfig(
        values.get(MAX_BYTES), values.get(MAX_EVENTS), values.get(LINGER), values.get(POOL_BYTES));
  }
}
