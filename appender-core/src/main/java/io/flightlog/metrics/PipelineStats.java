package io.flightlog.metrics;

import java.util.Map;

/**
 * One reading of a pipeline's counters. Events unless said; cumulative since start. At quiescence
 * {@code offered = accepted + droppedTotal()} and {@code accepted + adopted = settled() + resident
 * + spooled} hold exactly; while events move, {@code offered ≥ accepted + droppedTotal()} and
 * {@code accepted + adopted ≥ settled()}.
 *
 * @param instanceId the {@code agent.ephemeral_id} of every document of this pipeline
 * @param offered appends that began
 * @param accepted events published in the ring
 * @param adopted events of dead instances, found in their spools and taken over
 * @param dropped refused before they had a sequence, by reason and severity; every key is present
 * @param delivered held by Elasticsearch, as its own answer for each event said
 * @param redirected held by Elasticsearch, but in the failure store
 * @param deadLettered refused by Elasticsearch for good, and set aside
 * @param lost accepted and never to arrive, by reason; every key is present
 * @param resident in the ring and in batches, in memory
 * @param spooled on a disk only, own and adopted
 * @param spoolBytes of files whose events have not all met their fate
 * @param claimedSequence the highest sequence given out, −1 before the first
 * @param settledSequence every event up to here has met its fate, −1 before the first
 * @param writtenSequence every event up to here has met its fate or is in a file: a kill of the
 *     process does not lose it
 * @param syncedSequence the same, and the file is on the medium: a power cut does not lose it
 * @param conflicts events whose id another document had at the very first try
 * @param stripped events sent once more without their free fields, because Elasticsearch refused
 *     them (they are also counted under their fate)
 * @param truncated events cut to fit their bounds (they are also counted under their fate)
 * @param requests bulk requests sent
 * @param retriedRequests requests that failed as a whole and were sent again
 * @param retriedEvents events answered with a status that asks for another try
 * @param bodyBytes bytes of request bodies before compression
 * @param wireBytes bytes of request bodies as sent
 * @param agentFailures exceptions thrown by an agent's step
 */
public record PipelineStats(
    String instanceId,
    long offered,
    long accepted,
    long adopted,
    Map<DropReason, Map<Severity, Long>> dropped,
    long delivered,
    long redirected,
    long deadLettered,
    Map<LossReason, Long> lost,
    long resident,
    long spooled,
    long spoolBytes,
    long claimedSequence,
    long settledSequence,
    long writtenSequence,
    long syncedSequence,
    long conflicts,
    long stripped,
    long truncated,
    long requests,
    long retriedRequests,
    long retriedEvents,
    long bodyBytes,
    long wireBytes,
    long agentFailures) {

  /** Dropped for this reason at any severity. */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, Map.of()).values().stream().mapToLong(n -> n).sum();
  }

  /** Dropped for any reason at any severity. */
  public long droppedTotal() {
    return dropped.keySet().stream().mapToLong(this::dropped).sum();
  }

  /** Lost for this reason. */
  public long lost(LossReason reason) {
    return lost.getOrDefault(reason, 0L);
  }

  /** Events that met their fate after they had been accepted. */
  public long settled() {
    return delivered + redirected + deadLettered + lostTotal();
  }

  /** Lost for any reason. */
  public long lostTotal() {
    return lost.values().stream().mapToLong(n -> n).sum();
  }
}
