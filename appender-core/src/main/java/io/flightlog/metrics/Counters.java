package io.flightlog.metrics;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * One counter per fate, incremented by the thread that decides it, read by any. Events only:
 * records about the recorder itself that carry no sequence are not counted. The two sums that must
 * close: {@code offered = accepted + dropped} and {@code accepted + adopted = delivered +
 * redirected + deadLettered + lost + resident + spooled}.
 */
public final class Counters {
  static final Severity[] SEVERITIES = Severity.values();

  private final LongAdder adopted = new LongAdder();
  private final LongAdder spooled = new LongAdder();
  private final LongAdder offered = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder redirected = new LongAdder();
  private final LongAdder deadLettered = new LongAdder();
  private final EnumTable<DropReason, EnumTable<Severity, LongAdder>> dropped =
      new EnumTable<>(
          DropReason.class, reason -> new EnumTable<>(Severity.class, severity -> new LongAdder()));
  private final EnumTable<LossReason, LongAdder> lost =
      new EnumTable<>(LossReason.class, reason -> new LongAdder());
  private final LongAdder conflicts = new LongAdder();
  private final LongAdder alreadyThere = new LongAdder();
  private final LongAdder stripped = new LongAdder();
  private final LongAdder truncated = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder retriedRequests = new LongAdder();
  private final LongAdder retriedEvents = new LongAdder();
  private final LongAdder bodyBytes = new LongAdder();
  private final LongAdder wireBytes = new LongAdder();
  private final LongAdder agentFailures = new LongAdder();

  /**
   * An append began. Counted before anything else, so that appends in progress show as the
   * difference.
   */
  public void offered() {
    offered.increment();
  }

  /** An event was published in the ring: from here on it has a sequence. */
  public void accepted() {
    accepted.increment();
  }

  /** An event was refused before it had a sequence. */
  public void dropped(DropReason reason, Severity severity) {
    dropped.get(reason).get(severity).increment();
  }

  /** These events of a dead instance were found in its spool: theirs is to be settled here. */
  public void adopted(long events) {
    adopted.add(events);
  }

  /** So many more events are on a disk only; fewer when negative. */
  public void spooled(long events) {
    spooled.add(events);
  }

  /** Events that are on a disk only. */
  public long spooledNow() {
    return spooled.sum();
  }

  /** Elasticsearch holds these events: created now, or found there already. */
  public void delivered(long events) {
    delivered.add(events);
  }

  /** Elasticsearch holds these events, but in the failure store. */
  public void redirected(long events) {
    redirected.add(events);
  }

  /** Elasticsearch refused these events for good, also stripped; they were set aside. */
  public void deadLettered(long events) {
    deadLettered.add(events);
  }

  /** Another document had the id of these events, which had never been sent before. */
  public void conflicts(long events) {
    conflicts.add(events);
  }

  /** An earlier try had brought these events there; they are counted as delivered, too. */
  public void alreadyThere(long events) {
    alreadyThere.add(events);
  }

  /** Delivered events that an earlier try had brought there. */
  public long alreadyThereNow() {
    return alreadyThere.sum();
  }

  /** An event was refused and sent once more without its free fields; beside its fate. */
  public void stripped(long events) {
    stripped.add(events);
  }

  /** These events had been accepted and will never arrive. */
  public void lost(LossReason reason, long events) {
    lost.get(reason).add(events);
  }

  /** An event was cut to fit its bounds; counted beside its fate, not instead of it. */
  public void truncated() {
    truncated.increment();
  }

  /** A bulk request left: bytes of its NDJSON body, and bytes on the wire after compression. */
  public void requested(long body, long wire) {
    requests.increment();
    bodyBytes.add(body);
    wireBytes.add(wire);
  }

  /** A whole request failed and will be sent again. */
  public void retriedRequest() {
    retriedRequests.increment();
  }

  /** These events were answered with a status that asks for another try. */
  public void retriedEvents(long events) {
    retriedEvents.add(events);
  }

  /** An agent's step threw; the loop went on. */
  public void agentFailed() {
    agentFailures.increment();
  }

  /**
   * Whether no append was in progress at some moment of this call. Exits are summed before entries,
   * and each exit follows its entry, so equal sums prove it.
   */
  public boolean noAppendInProgress() {
    long exits = accepted.sum() + droppedTotal();
    return offered.sum() == exits;
  }

  private long droppedTotal() {
    long total = 0;
    for (EnumTable<Severity, LongAdder> bySeverity : dropped.values()) {
      total += sum(bySeverity);
    }
    return total;
  }

  /** Events that met their fate, own and adopted, less those adopted. */
  public long settledOfAccepted() {
    return delivered.sum() + redirected.sum() + deadLettered.sum() + sum(lost) - adopted.sum();
  }

  /** Reads the fates alone, in the order of {@link #snapshot}, into what the caller keeps. */
  public void read(FateReading into) {
    into.settled(sum(lost), delivered.sum(), redirected.sum(), deadLettered.sum());
    into.onDisk(spooled.sum(), adopted.sum());
    into.accepted(accepted.sum());
    for (Severity severity : SEVERITIES) {
      long events = 0;
      for (EnumTable<Severity, LongAdder> bySeverity : dropped.values()) {
        events += bySeverity.get(severity).sum();
      }
      into.dropped(severity, events);
    }
  }

  /**
   * Reads from the last stage to the first, so that while events move no sum shows more leaving
   * than entering.
   */
  public PipelineStats snapshot(String instanceId, PipelineReading now) {
    Map<LossReason, Long> lostNow = lost.map(LongAdder::sum, LossReason.class);
    long deliveredNow = delivered.sum();
    long redirectedNow = redirected.sum();
    long deadLetteredNow = deadLettered.sum();
    long spooledNow = spooled.sum();
    long adoptedNow = adopted.sum();
    long acceptedNow = accepted.sum();
    Map<DropReason, Map<Severity, Long>> droppedNow =
        dropped.map(bySeverity -> bySeverity.map(LongAdder::sum, Severity.class), DropReason.class);
    return new PipelineStats(
        instanceId,
        offered.sum(),
        acceptedNow,
        adoptedNow,
        droppedNow,
        deliveredNow,
        redirectedNow,
        deadLetteredNow,
        lostNow,
        now.resident(),
        spooledNow,
        now.spoolBytes(),
        now.claimedSequence(),
        now.settledSequence(),
        now.writtenSequence(),
        now.syncedSequence(),
        conflicts.sum(),
        stripped.sum(),
        truncated.sum(),
        requests.sum(),
        retriedRequests.sum(),
        retriedEvents.sum(),
        bodyBytes.sum(),
        wireBytes.sum(),
        agentFailures.sum());
  }

  private static long sum(EnumTable<?, LongAdder> adders) {
    long total = 0;
    for (LongAdder adder : adders.values()) {
      total += adder.sum();
    }
    return total;
  }
}
