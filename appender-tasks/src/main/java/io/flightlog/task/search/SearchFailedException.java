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

  SearchFailedException(String message) {
    super(message);
  }

  private SearchFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  static SearchFailedException of(String index, ElasticsearchException refused) {
    ErrorCause error = refused.error();
    if ("index_not_found_exception".equals(error.type())) {
      return new SearchFailedException(
          "no index, data stream or alias is called '" + index + "'", refused);
    }
    return new SearchFailedException(
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
