package io.flightlog.metrics;

/**
 * Levels of a pipeline at one moment, beside its counters.
 *
 * @param resident events in the ring and in batches
 * @param spoolBytes of files that wait for their events to meet their fate
 * @param claimedSequence the highest sequence given out, −1 before the first
 * @param settledSequence every event up to here has met its fate
 * @param writtenSequence every event up to here has met its fate or is in a file
 * @param syncedSequence the same, and the file is on the medium
 */
public record PipelineReading(
    long resident,
    long spoolBytes,
    long claimedSequence,
    long settledSequence,
    long writtenSequence,
    long syncedSequence) {
  /** Of a pipeline without a disk: there, only what met its fate is safe. */
  public static PipelineReading inMemory(
      long resident, long claimedSequence, long settledSequence) {
    return new PipelineReading(
        resident, 0, claimedSequence, settledSequence, settledSequence, settledSequence);
  }
}
