package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.flightlog.task.search.SearchFailedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;

/** What went wrong with Elasticsearch, as an answer that says so. */
final class Failures {
  private Failures() {}

  /**
   * @param url of Elasticsearch, which holds no secret
   */
  static ApiException explain(IOException failure, URI url) {
    if (failure instanceof SearchFailedException failed) {
      String message = String.valueOf(failed.getMessage());
      return switch (failed.reason()) {
        case NO_SUCH_INDEX -> ApiException.noIndices(message, failed);
        case TIME_WAS_UP -> ApiException.timeout(message, failed);
        default ->
            status(failed) == 503
                ? ApiException.away(message, failed) // it starts
                : ApiException.searchFailed(message, failed);
      };
    }
    if (failure instanceof SocketTimeoutException) {
      return ApiException.timeout("Elasticsearch at " + url + " has not answered in time", failure);
    }
    return ApiException.away("Elasticsearch does not answer at " + url, failure);
  }

  /** What the server answered with; 0: nothing. */
  private static int status(SearchFailedException failure) {
    return failure.getCause() instanceof ElasticsearchException answer ? answer.status() : 0;
  }
}
