package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decides each event's fate by its own item's status, counts it, and either gives the batch back to
 * the pool or queues what is left of it to be sent again under the same ids. Ship agent only.
 */
final class Settlement {
  /** An event that fails so often, and for so long, while others get through, is the culprit. */
  static final int SERVER_ERRORS_TO_GIVE_UP = 20;

  private static final BitSet NONE = new BitSet(0);

  static final long SERVER_ERROR_NANOS_TO_GIVE_UP = 600_000_000_000L;

  private final Spooling spooling;
  private final SettledRanges ranges;
  private final RetryQueue retries;
  private final RetryBackoff backoff;
  private final Counters counters;
  private final BatchSize sizes;
  private final DeadLetters deadLetters;
  private final CloneWatch cloneWatch;
  private final PairRewriter rewriter = new PairRewriter();
  private final ItemReport deaths;
  private final ItemReport strips;
  private final ItemReport holds;
  private final BitSet keep = new BitSet();
  private final BitSet strip = new BitSet();
  private final BitSet rename = new BitSet();
  private final List<String> strippedTypes = new ArrayList<>();
  private boolean anythingDelivered;
  private long lastDeliveredAt;

  Settlement(
      Spooling spooling,
      SettledWatermark watermark,
      RetryQueue retries,
      RetryBackoff backoff,
      Counters counters,
      BatchSize sizes,
      DeadLetters deadLetters,
      CloneWatch cloneWatch,
      Diagnostics diagnostics) {
    this.spooling = spooling;
    this.ranges = new SettledRanges(watermark);
    this.retries = retries;
    this.backoff = backoff;
    this.counters = counters;
    this.sizes = sizes;
    this.deadLetters = deadLetters;
    this.cloneWatch = cloneWatch;
    this.deaths = new ItemReport(diagnostics, "refused by Elasticsearch for good, dead-lettered");
    this.strips =
        new ItemReport(diagnostics, "refused by Elasticsearch, sent again without free fields");
    this.holds = new ItemReport(diagnostics, "not taken for now, kept and sent again");
  }

  /** The portion was answered item by item. */
  void apply(PendingBatch pending, ItemTally tally, BulkAnswer answer, long now) {
    sizes.taken(now);
    pending.grow();
    Batch batch = pending.batch();
    keep.clear();
    keep.or(tally.again);
    keep.set(pending.portion(), batch.pairCount());
    strip.clear();
    rename.clear();
    strippedTypes.clear();
    countTaken(pending, tally, now);
    judgeRefused(pending, tally, answer, now);
    judgeServerErrors(pending, tally, answer, now);
    if (tally.held() > 0) {
      holds.add(tally.held(), answer.describe(tally.firstHeld()), now);
    }
    counters.retriedEvents(events(batch, tally.again));
    ranges.takeOut(pending, keep);
    if (batch.pairCount() == 0) {
      spooling.done(pending);
      return;
    }
    rewriteKept(batch);
    pending.waitUntil(now + delay(pending, tally, now));
    retries.add(pending);
  }

  /** Whether only this batch is in trouble: it was turned away before, and others passed since. */
  boolean isAloneInTrouble(PendingBatch pending) {
    return pending.setbacks().partialTries() > 0
        && hasDeliveredSince(pending.setbacks().turnedAwayAt());
  }

  /** The request failed as a whole; the gate says when it may leave again. */
  void sendAgain(PendingBatch pending) {
    counters.retriedRequest();
    retries.add(pending);
  }

  /**
   * The portion was refused as a whole for what is in it or for its size: smaller portions follow,
   * down to the single event that is to blame. That one is rewritten once, then dead-lettered.
   *
   * @return false when nothing proves that others would fare better, and one of them was given the
   *     chance: then the server refuses everything, the batch is kept, and must wait
   */
  boolean refused(
      PendingBatch pending, boolean tooLarge, int status, String type, String why, long now) {
    Batch batch = pending.batch();
    long sequence = batch.sequence(0);
    pending.setbacks().refusedAt(now);
    if (tooLarge) {
      sizes.tooLarge(pending.portionBytes(), now);
    }
    if (pending.portion() > 1) {
      pending.halve();
    } else if (sequence >= 0 && !hasDeliveredSince(pending.setbacks().firstRefusedAt())) {
      boolean othersMayShow = putBehindOthers(pending);
      if (pending.setbacks().countPartialTry(now) > 1 || !othersMayShow) {
        pending.waitUntil(now + backoff.slowDelayNanos());
        othersMayShow = false;
      }
      sendAgain(pending);
      return othersMayShow;
    } else if (sequence >= 0 && !pending.isStripped(sequence)) {
      pending.strip(sequence);
      counters.stripped(1);
      strips.add(1, why, now);
      String refusedType = type.isEmpty() ? "status_" + status : type;
      if (tooLarge) {
        rewriter.shrink(batch, 0, refusedType);
      } else {
        rewriter.strip(batch, 0, refusedType);
      }
    } else {
      keep.clear();
      keep.set(1, batch.pairCount());
      bury(pending, 0, status, type, why, now);
      ranges.takeOut(pending, keep);
      if (batch.pairCount() == 0) {
        spooling.done(pending);
        return true;
      }
    }
    sendAgain(pending);
    return true;
  }

  /** Lets the next pair of the batch leave before the first; false when there is none. */
  private boolean putBehindOthers(PendingBatch pending) {
    Batch batch = pending.batch();
    if (batch.pairCount() == 1) {
      return false;
    }
    keep.clear();
    keep.set(0, batch.pairCount());
    ranges.takeOut(pending, keep); // settles holes, while its sequences are still in order
    batch.moveFirstToEnd();
    return true;
  }

  /** The portion is more than the server or a proxy takes at once, though nobody said so. */
  void tooLarge(PendingBatch pending, long now) {
    sizes.tooLarge(pending.portionBytes(), now);
    pending.halve();
  }

  /** A batch that holds nothing to send. */
  void complete(PendingBatch pending) {
    ranges.takeOut(pending, NONE);
    spooling.done(pending);
  }

  private void countTaken(PendingBatch pending, ItemTally tally, long now) {
    Batch batch = pending.batch();
    int delivered = events(batch, tally.delivered);
    int redirected = events(batch, tally.redirected);
    int conflicts = tally.conflicts.cardinality();
    if (cloneWatch.answered(conflicts, pending.hasFirstTries())) {
      rename.or(tally.conflicts);
      keep.or(tally.conflicts);
    } else {
      delivered += conflicts;
    }
    counters.conflicts(conflicts);
    counters.alreadyThere(events(batch, tally.alreadyThere));
    counters.delivered(delivered);
    counters.redirected(redirected);
    if (!tally.delivered.isEmpty() || !tally.redirected.isEmpty()) {
      anythingDelivered = true;
      lastDeliveredAt = now;
    }
  }

  private void judgeRefused(PendingBatch pending, ItemTally tally, BulkAnswer answer, long now) {
    Batch batch = pending.batch();
    int stripped = 0;
    for (int i = tally.refused.nextSetBit(0); i >= 0; i = tally.refused.nextSetBit(i + 1)) {
      long sequence = batch.sequence(i);
      if (sequence >= 0 && !pending.isStripped(sequence)) {
        pending.strip(sequence);
        String type = answer.errorType(i);
        strippedTypes.add(type == null ? "status_" + answer.status(i) : type);
        strip.set(i);
        keep.set(i);
        stripped++;
      } else {
        bury(pending, i, answer, now);
      }
    }
    if (stripped > 0) {
      counters.stripped(stripped);
      strips.add(stripped, answer.describe(strip.nextSetBit(0)), now);
    }
  }

  private void judgeServerErrors(
      PendingBatch pending, ItemTally tally, BulkAnswer answer, long now) {
    int status = tally.commonServerError();
    if (status == 0 || !tally.allAreToBeRetried()) {
      pending.setbacks().forgetServerErrors();
      return;
    }
    int times = pending.setbacks().countServerError(status, now);
    long since = pending.setbacks().serverErrorsSince();
    if (times >= SERVER_ERRORS_TO_GIVE_UP
        && now - since >= SERVER_ERROR_NANOS_TO_GIVE_UP
        && hasDeliveredSince(since)) {
      for (int i = 0; i < pending.portion(); i++) {
        bury(pending, i, answer, now);
        keep.clear(i);
      }
    }
  }

  private boolean hasDeliveredSince(long moment) {
    return anythingDelivered && lastDeliveredAt - moment >= 0;
  }

  private void bury(PendingBatch pending, int index, BulkAnswer answer, long now) {
    String type = answer.errorType(index);
    String words = answer.describe(index);
    bury(pending, index, answer.status(index), type == null ? "" : type, words, now);
  }

  /** Records about the recorder itself are not kept: the next one says the same and more. */
  private void bury(
      PendingBatch pending, int index, int status, String type, String why, long now) {
    long sequence = pending.batch().sequence(index);
    if (sequence >= 0) {
      counters.deadLettered(1);
      deaths.add(1, why, now);
      String document = PairRewriter.document(pending.batch(), index);
      DeadLetter letter = new DeadLetter(sequence, Instant.now(), status, type, why, document);
      deadLetters.add(letter);
      spooling.deadLetter(letter);
    }
  }

  /** What is kept has moved to the front since the sets were filled. */
  private void rewriteKept(Batch batch) {
    if (!rename.isEmpty()) {
      rewriter.rename(batch, moved(rename));
    }
    if (!strip.isEmpty()) {
      rewriter.strip(batch, moved(strip), strippedTypes);
    }
  }

  private BitSet moved(BitSet before) {
    BitSet after = new BitSet();
    int target = 0;
    for (int i = keep.nextSetBit(0); i >= 0; i = keep.nextSetBit(i + 1)) {
      after.set(target++, before.get(i));
    }
    return after;
  }

  private long delay(PendingBatch pending, ItemTally tally, long now) {
    if (tally.held() > 0) {
      return backoff.slowDelayNanos();
    }
    return tally.retried() > 0 ? backoff.delayNanos(pending.setbacks().countPartialTry(now), 0) : 0;
  }

  private static int events(Batch batch, BitSet pairs) {
    int events = 0;
    for (int i = pairs.nextSetBit(0); i >= 0; i = pairs.nextSetBit(i + 1)) {
      events += batch.sequence(i) >= 0 ? 1 : 0;
    }
    return events;
  }
}
