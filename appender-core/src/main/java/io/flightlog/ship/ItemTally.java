package io.flightlog.ship;

import io.flightlog.batch.Batch;
import java.util.BitSet;

/**
 * What the items of one answer mean for the portion of a batch that was sent: each pair's index in
 * one set, records about the recorder itself too. Reused for each answer; ship agent only.
 */
final class ItemTally {
  private static final int NONE = -1;

  /** Held by Elasticsearch. */
  final BitSet delivered = new BitSet();

  final BitSet redirected = new BitSet();

  /** Those of the delivered that an earlier try had brought there. */
  final BitSet alreadyThere = new BitSet();

  /** Refused as it is already there, though it had never been sent. */
  final BitSet conflicts = new BitSet();

  /** To be sent again as they are. */
  final BitSet again = new BitSet();

  /** Refused for what is in it. */
  final BitSet refused = new BitSet();

  private int items;
  private int retried;
  private int held;
  private int firstHeld;
  private int firstRetried;
  private int serverErrorStatus;

  void read(PendingBatch pending, BulkAnswer answer) {
    clear();
    Batch batch = pending.batch();
    items = pending.portion();
    serverErrorStatus = answer.status(0);
    for (int i = 0; i < items; i++) {
      int status = answer.status(i);
      serverErrorStatus = status == serverErrorStatus ? status : 0;
      switch (Verdict.ofItem(status, answer.errorType(i), answer.isRedirected(i))) {
        case DELIVERED -> delivered.set(i);
        case REDIRECTED -> redirected.set(i);
        case CONFLICT -> {
          boolean isFirstTry = pending.isFirstTry(batch.sequence(i));
          (isFirstTry ? conflicts : delivered).set(i);
          alreadyThere.set(i, !isFirstTry);
        }
        case HOLD -> {
          firstHeld = firstHeld == NONE ? i : firstHeld;
          held++;
          again.set(i);
        }
        case REFUSED -> refused.set(i);
        default -> {
          firstRetried = firstRetried == NONE ? i : firstRetried;
          retried++;
          again.set(i);
        }
      }
    }
  }

  private void clear() {
    delivered.clear();
    redirected.clear();
    alreadyThere.clear();
    conflicts.clear();
    again.clear();
    refused.clear();
    retried = 0;
    held = 0;
    firstHeld = NONE;
    firstRetried = NONE;
  }

  int retried() {
    return retried;
  }

  int firstRetried() {
    return firstRetried;
  }

  int held() {
    return held;
  }

  int firstHeld() {
    return firstHeld;
  }

  /** Nothing is wrong with the documents, but the index takes none of them. */
  boolean allAreHeld() {
    return held == items;
  }

  /** Nothing was taken, and all may be later: the server is overloaded or has no primary. */
  boolean allAreToBeRetried() {
    return retried == items;
  }

  /** The status of 500 or more that every single item had, else 0. */
  int commonServerError() {
    return serverErrorStatus >= 500 ? serverErrorStatus : 0;
  }
}
