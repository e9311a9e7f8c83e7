package io.flightlog.ship;

import io.flightlog.tls.TlsException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a request means: for its batch ({@link Settlement}), for the requests to come
 * ({@link Traffic}), or for the destination's set-up. Each method frees the flight's place. Ship
 * agent only.
 */
final class Arrivals {
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  /** A body below this fits the socket's buffers: that it was cut says nothing about its size. */
  private static final int LARGE_BODY_BYTES = 32 << 10;

  private final BulkClient client;
  private final Traffic traffic;
  private final DestinationSetup setup;
  private final Settlement settlement;
  private final IntSupplier batchesWaiting;
  private final BulkAnswerReader reader = new BulkAnswerReader();
  private final BulkAnswer bulk = new BulkAnswer();
  private final ItemTally tally = new ItemTally();

  Arrivals(
      BulkClient client,
      Traffic traffic,
      DestinationSetup setup,
      Settlement settlement,
      IntSupplier batchesWaiting) {
    this.client = client;
    this.traffic = traffic;
    this.setup = setup;
    this.settlement = settlement;
    this.batchesWaiting = batchesWaiting;
  }

  /** The client has said how it ended. */
  void ended(Flight flight, long now) {
    HttpAnswer answer = flight.answer();
    Throwable failure = flight.failure();
    if (answer == null) {
      unanswered(flight, failure, now);
    } else if (flight.batch() == null) {
      setupAnswered(flight, answer, now);
    } else {
      batchAnswered(flight, flight.batch(), answer, now);
    }
  }

  private void unanswered(Flight flight, @Nullable Throwable failure, long now) {
    String why = failure == null ? "no outcome" : describe(failure);
    Verdict verdict = failure == null ? Verdict.RETRY : Verdict.ofFailure(failure);
    PendingBatch pending = flight.batch();
    if (pending != null && verdict == Verdict.TOO_LARGE) {
      settlement.tooLarge(pending, now);
    } else if (pending != null && failure != null) {
      learnFromCut(pending, failure, now);
    }
    boolean isAboutNode = failure instanceof TlsException tls && tls.isAboutServer();
    boolean nodeAtFault = verdict != Verdict.HOLD || isAboutNode;
    failed(
        flight, verdict == Verdict.HOLD ? Verdict.HOLD : Verdict.RETRY, nodeAtFault, why, 0, now);
  }

  /** Cut at its deadline; it may have been executed all the same. */
  void timedOut(Flight flight, long now) {
    traffic.overloaded(flight, now);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(now - flight.sentAt());
    failed(flight, Verdict.RETRY, true, "no answer within " + seconds + " s", 0, now);
  }

  /** Its batch, if it had one, is to be sent again, whatever became of this request. */
  void sendAgain(Flight flight) {
    PendingBatch load = flight.arrive();
    if (load != null) {
      settlement.sendAgain(load);
    }
  }

  /** The probe stays under way, but the next one need not wait for it. */
  void probeIsSlow(Flight flight, long now) {
    traffic.failed(flight, Verdict.RETRY, true, at(flight) + "a probe is not answered", 0, now);
    flight.giveUpProbe();
  }

  private void setupAnswered(Flight flight, HttpAnswer answer, long now) {
    Verdict verdict = setup.answered(answer);
    if (verdict == Verdict.BY_ITEM) {
      succeeded(flight, now);
      flight.arrive();
    } else {
      reader.read(answer, 0, bulk);
      wholeFailed(flight, verdict, answer, 0, now);
    }
  }

  private void batchAnswered(Flight flight, PendingBatch pending, HttpAnswer answer, long now) {
    int sent = pending.portion();
    boolean understood = reader.read(answer, sent, bulk);
    Verdict verdict = Verdict.ofAnswer(answer.status());
    if (verdict == Verdict.REFUSED || verdict == Verdict.TOO_LARGE) {
      boolean tooLarge = verdict == Verdict.TOO_LARGE;
      refused(flight, pending, tooLarge, answer.status(), describe(answer), now);
    } else if (verdict != Verdict.BY_ITEM) {
      wholeFailed(flight, verdict, answer, sent, now);
    } else if (understood && bulk.itemCount() == sent) {
      itemsAnswered(flight, pending, answer, now);
    } else if (understood && pending.setbacks().isSameShortfall(bulk.itemCount())) {
      refused(flight, pending, false, answer.status(), describe(answer) + itemsOf(sent), now);
    } else {
      wholeFailed(flight, Verdict.RETRY, answer, sent, now);
    }
  }

  private void itemsAnswered(Flight flight, PendingBatch pending, HttpAnswer answer, long now) {
    tally.read(pending, bulk);
    boolean isAlone = settlement.isAloneInTrouble(pending) && !flight.isProbe();
    if (tally.allAreHeld()) {
      // a pipeline has one destination: what holds all items holds everything
      traffic.failed(flight, Verdict.HOLD, false, at(flight) + bulk.describe(0), 0, now);
    } else if (tally.allAreToBeRetried() && !isAlone) {
      // the server is overloaded or has no primary: as good as a failure of the whole
      String why = at(flight) + "every item was answered with " + bulk.status(0);
      traffic.failed(flight, Verdict.RETRY, false, why, floorNanos(answer), now);
    } else {
      succeeded(flight, now);
    }
    if (tally.retried() > 0 && bulk.status(tally.firstRetried()) == TOO_MANY_REQUESTS) {
      traffic.overloaded(flight, now);
    }
    settlement.apply(pending, tally, bulk, now);
    flight.arrive();
  }

  /** The server deals with requests, but not with this one. */
  private void refused(
      Flight flight, PendingBatch pending, boolean tooLarge, int status, String why, long now) {
    String words = at(flight) + why;
    if (settlement.refused(pending, tooLarge, status, bulk.wholeErrorType(), words, now)) {
      succeeded(flight, now);
    } else {
      traffic.failed(flight, Verdict.HOLD, false, words, 0, now);
    }
    flight.arrive();
  }

  private void succeeded(Flight flight, long now) {
    traffic.succeeded(flight, batchesWaiting.getAsInt(), now);
  }

  private void wholeFailed(
      Flight flight, Verdict verdict, HttpAnswer answer, int itemsSent, long now) {
    int status = answer.status();
    boolean nodeAtFault = status < 300 || status == 502 || status == 503 || status == 504;
    String why = describe(answer);
    if (status >= 200 && status < 300) {
      why += ", but what it says is not an answer to this request";
      if (bulk.itemCount() != itemsSent) {
        why += itemsOf(itemsSent);
      }
    }
    if (status == UNAUTHORIZED) {
      client.refreshCredentials();
    }
    if (status == TOO_MANY_REQUESTS) {
      traffic.overloaded(flight, now);
      learnFromLoneOverload(flight, now);
    }
    failed(flight, verdict, nodeAtFault, why, floorNanos(answer), now);
  }

  /**
   * Nothing else was under way, again and again: the request alone is more than the server takes. A
   * probe, small as it is, may be so too, but its size is no measure for what follows: in a storm
   * of 429 every probe fails, and the size learned would stay tiny long after it.
   */
  private void learnFromLoneOverload(Flight flight, long now) {
    PendingBatch pending = flight.batch();
    if (pending == null
        || !flight.leftAlone()
        || !bulk.isAboutBytes()
        || !pending.setbacks().isTooLargeAfterLoneOverload()) {
      return;
    }
    if (flight.isProbe() || flight.isOverdue()) {
      pending.halve();
    } else {
      settlement.tooLarge(pending, now);
    }
  }

  private void learnFromCut(PendingBatch pending, Throwable failure, long now) {
    boolean isLarge = pending.portionBytes() >= LARGE_BODY_BYTES;
    if (isLarge && failure instanceof BodyCutException && pending.setbacks().isTooLargeAfterCut()) {
      settlement.tooLarge(pending, now);
    }
  }

  private void failed(
      Flight flight, Verdict verdict, boolean nodeAtFault, String why, long floorNanos, long now) {
    traffic.failed(flight, verdict, nodeAtFault, at(flight) + why, floorNanos, now);
    sendAgain(flight);
  }

  private String at(Flight flight) {
    return client.nodeName(flight.node()) + ": ";
  }

  private String describe(HttpAnswer answer) {
    String error = bulk.wholeError();
    return error.isEmpty()
        ? "status " + answer.status()
        : "status " + answer.status() + " " + error;
  }

  private String itemsOf(int sent) {
    return " (" + bulk.itemCount() + " items of " + sent + ")";
  }

  private static String describe(Throwable failure) {
    if (failure instanceof TlsException tls) {
      return String.valueOf(tls.getMessage());
    }
    @Nullable String message = ErrorReason.shown(failure.getMessage());
    String type = failure.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }

  private static long floorNanos(HttpAnswer answer) {
    return TimeUnit.SECONDS.toNanos(answer.retryAfterSeconds());
  }
}
