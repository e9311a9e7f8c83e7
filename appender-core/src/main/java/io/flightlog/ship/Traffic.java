package io.flightlog.ship;

import io.flightlog.metrics.Diagnostics;
import io.flightlog.tls.TlsException;

/**
 * When the next request may leave, beside how many others, and which node gets it, judged by how
 * the last ones ended. Trouble of one node rests that node; the gate hears of it only when no other
 * is well. Ship agent only.
 */
final class Traffic {
  private final SendGate gate;
  private final NodeRotation rotation;
  private final OutageReport outage;
  private final ConcurrencyLimit concurrency;

  Traffic(int maxInFlight, int nodes, RetryBackoff backoff, Diagnostics diagnostics, long now) {
    this.gate = new SendGate(backoff, now);
    this.rotation = new NodeRotation(nodes);
    this.outage = new OutageReport(diagnostics);
    this.concurrency = new ConcurrencyLimit(maxInFlight);
  }

  boolean permits(long now) {
    return gate.permits(now);
  }

  /** How many requests may be under way at once. */
  int limit() {
    return concurrency.limit();
  }

  /** A request told of overload, or was not answered in time. */
  void overloaded(Flight flight, long now) {
    concurrency.overloaded(flight.sentAt(), now);
  }

  boolean isShut() {
    return gate.state() == SendGate.State.SHUT;
  }

  int nextNode(long now) {
    return rotation.next(now);
  }

  /** A request leaves, as {@link #permits} allowed; returns whether it is the probe. */
  boolean departs() {
    return gate.sent();
  }

  /** The server dealt with this request, whatever it thought of the events in it. */
  void succeeded(Flight flight, int batchesWaiting, long now) {
    rotation.succeeded(flight.node());
    concurrency.succeeded(now - flight.sentAt(), flight.isSaturating());
    if (gate.succeeded(flight.sentAt(), now)) {
      outage.over(batchesWaiting, now);
    }
  }

  /**
   * A request failed as a whole.
   *
   * @param verdict HOLD, or anything else for passing trouble
   * @param nodeAtFault whether another node may do better
   * @param floorNanos what the server asked for
   */
  void failed(
      Flight flight, Verdict verdict, boolean nodeAtFault, String why, long floorNanos, long now) {
    if (nodeAtFault) {
      rotation.failed(flight.node(), now);
    }
    boolean othersAreWell = nodeAtFault && !flight.isProbe() && rotation.anyIsWell(now);
    if (verdict == Verdict.HOLD && othersAreWell) {
      outage.nodeNeedsAPerson(why);
    } else if (verdict == Verdict.HOLD) {
      gate.held(now);
      outage.needsAPerson(kind(flight, why), why, now);
    } else if (!othersAreWell) {
      if (gate.failed(flight.sentAt(), now, floorNanos)) {
        outage.began(why, now);
      }
    }
  }

  /** Answers of one sort come in many words, but each thing wrong with TLS is one of its own. */
  private static String kind(Flight flight, String why) {
    return flight.failure() instanceof TlsException ? why : "";
  }
}
