package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.LossReason;
import java.util.BitSet;

/**
 * Decides each event's fate by its own item's status, counts it, and either gives the batch back to
 * the pool or queues what is left of it to be sent again under the same ids. Ship agent only.
 */
final class Settlement {
  /**
   * How often a request is sent that is refused as a whole for its content or size, so that one
   * batch cannot block all others for ever. Every other batch is tried without limit.
   */
  static final int MAX_REFUSALS = 5;

  private final PipelineConfig config;
  private final BatchPool pool;
  private final SettledWatermark watermark;
  private final RetryQueue retries;
  private final RetryBackoff backoff;
  private final Counters counters;
  private final ItemReport rejections;
  private final ItemReport holds;
  private final ItemReport refusals;
  private final BitSet keep = new BitSet();

  Settlement(
      PipelineConfig config,
      BatchPool pool,
      SettledWatermark watermark,
      RetryQueue retries,
      RetryBackoff backoff,
      Counters counters,
      Diagnostics diagnostics) {
    this.config = config;
    this.pool = pool;
    this.watermark = watermark;
    this.retries = retries;
    this.backoff = backoff;
    this.counters = counters;
    this.rejections = new ItemReport(diagnostics, "refused by Elasticsearch and counted lost");
    this.holds = new ItemReport(diagnostics, "not taken for now, kept and sent again");
    this.refusals =
        new ItemReport(
            diagnostics,
            "counted lost, because their request was refused " + MAX_REFUSALS + " times");
  }

  /** Whether an answer asks for every single event to be sent again. */
  boolean takesNone(BulkAnswer answer) {
    for (int i = 0; i < answer.itemCount(); i++) {
      if (Verdict.ofItem(answer.status(i), answer.errorType(i)) != Verdict.RETRY) {
        return false;
      }
    }
    return true;
  }

  /**
   * The answer must have as many items as the batch has pairs. A record about the recorder itself
   * is in no counter; refused, it is let go, for the next one says the same.
   */
  void apply(PendingBatch pending, BulkAnswer answer, long now) {
    Batch batch = pending.batch();
    int delivered = 0;
    int rejected = 0;
    int held = 0;
    int firstRejected = -1;
    int firstHeld = -1;
    keep.clear();
    for (int i = 0; i < batch.pairCount(); i++) {
      int events = batch.sequence(i) == Batch.RECORD ? 0 : 1;
      switch (Verdict.ofItem(answer.status(i), answer.errorType(i))) {
        case DELIVERED -> delivered += events;
        case REJECTED -> {
          rejected += events;
          firstRejected = firstRejected < 0 && events > 0 ? i : firstRejected;
        }
        case HOLD -> {
          held += events;
          firstHeld = firstHeld < 0 ? i : firstHeld;
          keep.set(i);
        }
        default -> keep.set(i);
      }
    }
    counters.delivered(delivered);
    if (rejected > 0) {
      counters.lost(LossReason.REJECTED, rejected);
      rejections.add(rejected, describe(answer, firstRejected), now);
    }
    if (held > 0) {
      holds.add(held, describe(answer, firstHeld), now);
    }
    if (keep.isEmpty()) {
      complete(batch);
      return;
    }
    counters.retriedEvents(batch.eventCount() - delivered - rejected);
    if (keep.cardinality() < batch.pairCount()) {
      batch.retain(keep);
    }
    long delay =
        firstHeld >= 0
            ? backoff.slowDelayNanos()
            : backoff.delayNanos(pending.countPartialTry(), 0);
    pending.waitUntil(now + delay);
    retries.add(pending);
  }

  /** The request failed as a whole; the gate says when it may leave again. */
  void sendAgain(PendingBatch pending) {
    counters.retriedRequest();
    retries.add(pending);
  }

  /** The request was refused as a whole for what is in it. */
  void refused(PendingBatch pending, int status, String why, long now) {
    int times = pending.countRefusal();
    if (times < MAX_REFUSALS) {
      pending.waitUntil(now + backoff.delayNanos(times, 0));
      sendAgain(pending);
      return;
    }
    Batch batch = pending.batch();
    counters.lost(LossReason.REJECTED, batch.eventCount());
    refusals.add(
        batch.eventCount(), why + ", body of " + batch.length() + " bytes; " + remedy(status), now);
    complete(batch);
  }

  /** Every event of this batch has met its fate. */
  void complete(Batch batch) {
    if (batch.firstSequence() >= 0) {
      watermark.settle(batch.firstSequence(), batch.lastSequence());
    }
    pool.release(batch);
  }

  private String remedy(int status) {
    return status == 413
        ? "lower batch.maxBytes (now "
            + config.batch().maxBytes()
            + ") below the server's http.max_content_length"
        : "lower batch.maxEvents (now "
            + config.batch().maxEvents()
            + "), so that fewer events share the fate of a bad one";
  }

  private static String describe(BulkAnswer answer, int item) {
    String type = answer.errorType(item);
    String reason = answer.errorReason(item);
    return answer.status(item)
        + (type == null ? "" : " " + type)
        + (reason == null ? "" : ": " + reason);
  }
}
