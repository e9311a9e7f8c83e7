package io.flightlog.ship;

/**
 * How the requests with a batch went wrong so far, counted to tell chance from cause. Ship agent
 * only.
 */
final class Setbacks {
  private static final int LONE_OVERLOADS_TO_HALVE = 3;
  private static final int CUTS_TO_HALVE = 2;

  private int partialTries;
  private long turnedAwayAt;
  private int loneOverloads;
  private int cuts;
  private int lastShortfall = -1;
  private long firstRefusedAt;
  private boolean refused;
  private int serverErrors;
  private int serverErrorStatus;
  private long serverErrorsSince;

  /** Whether any of those that stay with a batch. */
  boolean any() {
    return partialTries > 0 || refused;
  }

  /** A request was answered item by item: nothing was wrong with it as a whole. */
  void answeredByItem() {
    loneOverloads = 0;
    cuts = 0;
    lastShortfall = -1;
  }

  /** An answer left some of its events undelivered. Returns how often that has happened. */
  int countPartialTry(long now) {
    turnedAwayAt = now;
    return ++partialTries;
  }

  /** When that happened last. */
  long turnedAwayAt() {
    return turnedAwayAt;
  }

  int partialTries() {
    return partialTries;
  }

  /** 429 though nothing else was under way. Whether that happens too often to be chance. */
  boolean isTooLargeAfterLoneOverload() {
    loneOverloads++;
    boolean enough = loneOverloads >= LONE_OVERLOADS_TO_HALVE;
    loneOverloads = enough ? 0 : loneOverloads;
    return enough;
  }

  /** The connection ended within the body. Whether that happens too often to be chance. */
  boolean isTooLargeAfterCut() {
    cuts++;
    boolean enough = cuts >= CUTS_TO_HALVE;
    cuts = enough ? 0 : cuts;
    return enough;
  }

  /** An answer had this many items of those sent. Whether the last one had as few. */
  boolean isSameShortfall(int items) {
    boolean same = items == lastShortfall;
    lastShortfall = items;
    return same;
  }

  /** A request with its events was refused as a whole, at that moment. */
  void refusedAt(long now) {
    if (!refused) {
      refused = true;
      firstRefusedAt = now;
    }
  }

  long firstRefusedAt() {
    return firstRefusedAt;
  }

  /** All items of a portion failed with this status of 500 or more; returns how often in a row. */
  int countServerError(int status, long now) {
    if (serverErrors == 0 || status != serverErrorStatus) {
      serverErrors = 0;
      serverErrorStatus = status;
      serverErrorsSince = now;
    }
    return ++serverErrors;
  }

  void forgetServerErrors() {
    serverErrors = 0;
  }

  long serverErrorsSince() {
    return serverErrorsSince;
  }
}
