package io.flightlog.batch;

/**
 * Whose events a batch holds, and what their sequences are called where. Immutable.
 *
 * @param instance the {@code agent.ephemeral_id} of its documents
 * @param firstSequence the ring's sequence whose event has {@code event.sequence} 0
 */
public record Origin(InstanceId instance, long firstSequence) {
  /** The {@code event.sequence} of a sequence of the ring. */
  public long ofInstance(long sequence) {
    return sequence - firstSequence;
  }
}
