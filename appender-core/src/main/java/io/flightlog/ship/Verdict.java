package io.flightlog.ship;

import io.flightlog.tls.TlsException;
import org.jspecify.annotations.Nullable;

/**
 * What came back means: one total function, without state, over the three forms it can have: an
 * item of a bulk answer, a whole answer, no answer. An event counts as delivered only on its own
 * item's status; whatever is not understood is sent again with the same id, never dropped.
 */
enum Verdict {
  /** Elasticsearch holds the event where it belongs. */
  DELIVERED,
  /** Elasticsearch holds the event, but in its failure store. */
  REDIRECTED,
  /** A document of this id is there: this event, unless it was never sent before. */
  CONFLICT,
  /** A whole answer with 2xx: its items decide, one by one. */
  BY_ITEM,
  /** Passing trouble, or an unknown outcome: send again after a back-off. */
  RETRY,
  /**
   * Nobody's events get through until a person or another system mends it: keep everything, look
   * again slowly.
   */
  HOLD,
  /** The request is larger than the server or a proxy takes: send less at once. */
  TOO_LARGE,
  /** Refused for what is in it: one document, or some document of the request. */
  REFUSED;

  /**
   * The verdict on one item of a bulk answer. Its error type decides before its status, because a
   * block may come as 403 or as 429.
   *
   * @param status 0 when the item had none
   * @param redirected whether the failure store took the document
   */
  static Verdict ofItem(int status, @Nullable String errorType, boolean redirected) {
    if (status >= 200 && status < 300) {
      return redirected ? REDIRECTED : DELIVERED;
    }
    if (status == 409) {
      return CONFLICT;
    }
    if (isAboutTheIndex(errorType)) {
      return HOLD;
    }
    if (isPassing(status) || status < 400) {
      return RETRY;
    }
    return status == 401 || status == 403 || status == 404 ? HOLD : REFUSED;
  }

  /** The verdict on a whole answer. */
  static Verdict ofAnswer(int status) {
    if (status >= 200 && status < 300) {
      return BY_ITEM;
    }
    if (status == 413) {
      return TOO_LARGE;
    }
    if (status == 400) {
      return REFUSED;
    }
    return isPassing(status) || status < 300 ? RETRY : HOLD;
  }

  /** The verdict on an exchange without an answer: a certificate does not mend itself. */
  static Verdict ofFailure(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof TlsException || t instanceof CredentialsUnreadableException) {
        return HOLD;
      }
      if (t instanceof AnswerTooLongException) {
        return TOO_LARGE;
      }
    }
    return RETRY;
  }

  private static boolean isPassing(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /** Refused for the place it should go to, or for who asks; nothing is wrong with the document. */
  private static boolean isAboutTheIndex(@Nullable String errorType) {
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
