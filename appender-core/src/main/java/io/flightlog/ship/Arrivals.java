package io.flightlog.ship;

import io.flightlog.batch.Batch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a request means: for its batch ({@link Settlement}), for the requests to come
 * ({@link Traffic}), or for the destination's set-up. Each method frees the flight's place. Ship
 * agent only.
 */
final class Arrivals {
  private final BulkClient client;
  private final Traffic traffic;
  private final DestinationSetup setup;
  private final Settlement settlement;
  private final IntSupplier batchesWaiting;
  private final BulkAnswerReader reader = new BulkAnswerReader();
  private final BulkAnswer bulk = new BulkAnswer();

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
      String why = failure == null ? "no outcome" : describe(failure);
      Verdict verdict = failure == null ? Verdict.RETRY : Verdict.ofFailure(failure);
      failed(flight, verdict, true, why, 0, now);
    } else if (flight.batch() == null) {
      setupAnswered(flight, answer, now);
    } else {
      batchAnswered(flight, flight.batch(), answer, now);
    }
  }

  /** Cut at its deadline; it may have been executed all the same. */
  void timedOut(Flight flight, long now) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(now - flight.sentAt());
    failed(flight, Verdict.RETRY, true, "no answer within " + seconds + " s", 0, now);
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
    Batch batch = pending.batch();
    boolean understood = reader.read(answer, batch.pairCount(), bulk);
    Verdict verdict = Verdict.ofAnswer(answer.status());
    if (verdict == Verdict.REFUSED) {
      succeeded(flight, now);
      flight.arrive();
      settlement.refused(pending, answer.status(), describe(answer), now);
    } else if (verdict != Verdict.BY_ITEM) {
      wholeFailed(flight, verdict, answer, batch.pairCount(), now);
    } else if (!understood || bulk.itemCount() != batch.pairCount()) {
      wholeFailed(flight, Verdict.RETRY, answer, batch.pairCount(), now);
    } else {
      itemsAnswered(flight, pending, answer, now);
    }
  }

  private void itemsAnswered(Flight flight, PendingBatch pending, HttpAnswer answer, long now) {
    if (settlement.takesNone(bulk)) {
      // the server is overloaded or has no primary: as good as a failure of the whole
      String why = at(flight) + "every item was answered with " + bulk.status(0);
      traffic.failed(flight, Verdict.RETRY, false, why, floorNanos(answer), now);
    } else {
      succeeded(flight, now);
    }
    flight.arrive();
    settlement.apply(pending, bulk, now);
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
        why += " (" + bulk.itemCount() + " items of " + itemsSent + ")";
      }
    }
    failed(flight, verdict, nodeAtFault, why, floorNanos(answer), now);
  }

  private void failed(
      Flight flight, Verdict verdict, boolean nodeAtFault, String why, long floorNanos, long now) {
    traffic.failed(flight, verdict, nodeAtFault, at(flight) + why, floorNanos, now);
    PendingBatch load = flight.arrive();
    if (load != null) {
      settlement.sendAgain(load);
    }
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

  private static String describe(Throwable failure) {
    @Nullable String message = BulkAnswer.cut(failure.getMessage());
    String type = failure.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }

  private static long floorNanos(HttpAnswer answer) {
    return TimeUnit.SECONDS.toNanos(answer.retryAfterSeconds());
  }
}
