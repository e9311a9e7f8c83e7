package io.flightlog;

import io.flightlog.config.HttpConfig.Compression;
import io.flightlog.config.PipelineConfig;

/**
 * How {@code batch.poolBytes} is divided: one buffer is spare, for rewriting what was refused; with
 * a spool one is kept for what comes back from it and one for what goes to it; and with gzip each
 * request in flight needs a second one.
 *
 * @param batches buffers that hold events
 * @param inFlight requests at once
 */
record Buffers(int batches, int inFlight) {
  static Buffers of(PipelineConfig config) {
    long bytes = config.batch().poolBytes().bytes() / config.batch().maxBytes().bytes();
    int buffers = Math.toIntExact(bytes) - (DiskStage.isWanted(config) ? 3 : 1);
    boolean compressed = config.http().compression() == Compression.GZIP;
    int inFlight = Math.min(config.http().maxInFlight(), Math.max(1, (buffers - 1) / 2));
    return new Buffers(compressed ? buffers - inFlight : buffers, inFlight);
  }
}
