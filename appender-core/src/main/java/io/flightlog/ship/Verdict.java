package io.flightlog.ship;

import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a status means: a total function, without state. An event counts as delivered only on its
 * own item's status; whatever is not understood is sent again with the same id, never dropped.
 */
enum Verdict {
  /** Elasticsearch holds the event: created now, or found there (409). */
  DELIVERED,
  /** A whole answer with 2xx: its items decide, one by one. */
  BY_ITEM,
  /** Passing trouble, or an unknown outcome: send again after a back-off. */
  RETRY,
  /**
   * Nobody's events get through until a person or another system mends it: keep everything, look
   * again slowly.
   */
  HOLD,
  /** A whole request was refused for what is in it (400) or its size (413). */
  REFUSED,
  /** This document will never be taken. */
  REJECTED;

  /** The verdict on one item of a bulk answer. A status of 0 means that it had none. */
  static Verdict ofItem(int status, @Nullable String errorType) {
    if ((status >= 200 && status < 300) || status == 409) {
      return DELIVERED;
    }
    if (status == 408 || status == 425 || status == 429 || status < 400 || status >= 500) {
      return RETRY;
    }
    return isAboutTheIndex(status, errorType) ? HOLD : REJECTED;
  }

  /** The verdict on a whole answer. */
  static Verdict ofAnswer(int status) {
    if (status >= 200 && status < 300) {
      return BY_ITEM;
    }
    if (status == 400 || status == 413) {
      return REFUSED;
    }
    if (status == 408 || status == 425 || status == 429 || status < 300 || status >= 500) {
      return RETRY;
    }
    return HOLD;
  }

  /** The verdict on an exchange without an answer: a certificate does not mend itself. */
  static Verdict ofFailure(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SSLException) {
        return HOLD;
      }
    }
    return RETRY;
  }

  /** Refused for the place it should go to, or for who asks; nothing is wrong with the document. */
  private static boolean isAboutTheIndex(int status, @Nullable String errorType) {
    if (status == 401 || status == 403 || status == 404) {
      return true;
    }
    return errorType != null
        && switch (errorType) {
          case "cluster_block_exception",
              "index_closed_exception",
              "index_not_found_exception",
              "security_exception" ->
              true;
          default -> false;
        };
  }
}
