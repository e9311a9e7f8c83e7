package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import java.io.IOException;
import java.io.Serial;

/**
 * The server answered, and the answer is none, or not the whole one: no such index, a query that a
 * shard could not run, time that was up, more than was asked for. What fails on the way to the
 * server is an {@link IOException} of the client.
 */
public final class SearchFailedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Reason {
    /** Nothing has the name, or matches the pattern. */
    NO_SUCH_INDEX,

    /** The server did not do it in the time that it was given. */
    TIME_WAS_UP,

    /** There is more than the question has room for. */
    TOO_MUCH,

    /** The server did not do it, or a shard did not. */
    REFUSED
  }

  private final Reason reason;

  SearchFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  private SearchFailedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static SearchFailedException of(String index, ElasticsearchException refused) {
    ErrorCause error = refused.error();
    if ("index_not_found_exception".equals(error.type())) {
      return new SearchFailedException(
          Reason.NO_SUCH_INDEX,
          "no index, data stream or alias is called '" + index + "'",
          refused);
    }
    return new SearchFailedException(
        Reason.REFUSED,
        "'" + index + "' could not be searched, status " + refused.status() + ": " + told(error),
        refused);
  }

  /** The server's own words for what happened, and on which ground. */
  static String told(ErrorCause error) {
    StringBuilder words =
        new StringBuilder().append(error.type()).append(": ").append(error.reason());
    error
        .rootCause()
        .forEach(root -> words.append("; ").append(root.type()).append(": ").append(root.reason()));
    return words.toString();
  }
}
