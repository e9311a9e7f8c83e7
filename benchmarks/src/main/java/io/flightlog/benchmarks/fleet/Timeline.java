package io.flightlog.benchmarks.fleet;

/** What a fleet and its cluster did, second by second of virtual time. */
final class Timeline {
  /** How a request can end, seen by who sent it. */
  enum Outcome {
    /** Answered item by item, with no item turned away. */
    TAKEN,
    /** 429, for the whole or for items. */
    REJECTED,
    /** Nobody listened. */
    REFUSED,
    /** No answer: reset, or cut by the client after its time-out. */
    UNANSWERED
  }

  private final VirtualTime time;
  private final long[][] outcomes;
  private final long[] sent;
  private long inFlightNow;
  private long peakInFlight;
  private long connections;
  private long peakConnections;
  private long peakQueue;

  Timeline(VirtualTime time, int seconds) {
    this.time = time;
    this.outcomes = new long[Outcome.values().length][seconds];
    this.sent = new long[seconds];
  }

  void sent() {
    sent[second()]++;
    peakInFlight = Math.max(peakInFlight, ++inFlightNow);
  }

  @SuppressWarnings("EnumOrdinal") // a position in this array, no further
  void ended(Outcome outcome) {
    outcomes[outcome.ordinal()][second()]++;
    inFlightNow--;
  }

  void connections(int change) {
    connections += change;
    peakConnections = Math.max(peakConnections, connections);
  }

  /** How many writes wait at one node, looked at now and then. */
  void queued(int writes) {
    peakQueue = Math.max(peakQueue, writes);
  }

  int second() {
    return (int) (time.nanoTime() / 1_000_000_000L);
  }

  /** Requests a second, by the second. */
  long[] sentBySecond() {
    return sent.clone();
  }

  @SuppressWarnings("EnumOrdinal") // as above
  long[] bySecond(Outcome outcome) {
    return outcomes[outcome.ordinal()].clone();
  }

  long peakQueue() {
    return peakQueue;
  }

  long peakInFlight() {
    return peakInFlight;
  }

  /** Open at once, idle ones included. */
  long peakConnections() {
    return peakConnections;
  }
}
