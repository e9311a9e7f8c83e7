package io.flightlog.task.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.ShardFailure;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregate;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.util.NamedValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One index, asked so that an answer is the whole answer or an exception. Immutable; any thread.
 *
 * @param client the caller's; never closed here
 * @param timeout what the server may take for one request
 */
record SearchClient(ElasticsearchClient client, String index, Duration timeout) {
  /** What is done with each bucket. */
  @FunctionalInterface
  interface BucketConsumer {
    void accept(FoundBucket bucket) throws IOException;
  }

  /** A source of buckets: the values of a field. */
  static NamedValue<CompositeAggregationSource> by(String field) {
    return NamedValue.of(field, CompositeAggregationSource.of(c -> c.terms(t -> t.field(field))));
  }

  /** The same, with a bucket for documents that do not have the field. */
  static NamedValue<CompositeAggregationSource> byOrNone(String field) {
    return NamedValue.of(
        field,
        CompositeAggregationSource.of(c -> c.terms(t -> t.field(field).missingBucket(true))));
  }

  SearchResponse<Void> ask(UnaryOperator<SearchRequest.Builder> question) throws IOException {
    return ask(question, Void.class);
  }

  /**
   * @param source what the documents themselves are read as
   */
  <T> SearchResponse<T> ask(UnaryOperator<SearchRequest.Builder> question, Class<T> source)
      throws IOException {
    SearchRequest request =
        question
            .apply(
                new SearchRequest.Builder()
                    .index(index)
                    .allowNoIndices(false)
                    .allowPartialSearchResults(false)
                    .timeout(timeout.toMillis() + "ms"))
            .build();
    SearchResponse<T> response;
    try {
      response = client.search(request, source);
    } catch (ElasticsearchException refused) {
      throw SearchFailedException.of(index, refused);
    }
    requireWhole(response);
    return response;
  }

  private void requireWhole(SearchResponse<?> response) throws SearchFailedException {
    if (response.timedOut()) {
      throw new SearchFailedException(
          SearchFailedException.Reason.TIME_WAS_UP,
          "'" + index + "' could not be searched within " + timeout + ": narrow the search");
    }
    if (response.shards().failed().intValue() > 0) {
      List<ShardFailure> failures = response.shards().failures();
      throw new SearchFailedException(
          SearchFailedException.Reason.REFUSED,
          response.shards().failed()
              + " of "
              + response.shards().total()
              + " shards of '"
              + index
              + "' did not answer"
              + (failures.isEmpty()
                  ? ""
                  : ": " + SearchFailedException.told(failures.get(0).reason())));
    }
  }

  /**
   * Each combination of the sources' values, sorted by them, however many pages it takes.
   *
   * @param size of a page
   * @param each with what is asked of a bucket
   */
  void buckets(
      Query query,
      List<NamedValue<CompositeAggregationSource>> sources,
      Map<String, Aggregation> each,
      int size,
      BucketConsumer consumer)
      throws IOException {
    Map<String, FieldValue> after = Map.of();
    do {
      CompositeAggregate page = page(query, sources, each, size, after);
      for (CompositeBucket bucket : page.buckets().array()) {
        consumer.accept(new FoundBucket(bucket));
      }
      after = page.afterKey();
    } while (!after.isEmpty());
  }

  private CompositeAggregate page(
      Query query,
      List<NamedValue<CompositeAggregationSource>> sources,
      Map<String, Aggregation> each,
      int size,
      Map<String, FieldValue> after)
      throws IOException {
    SearchResponse<Void> response =
        ask(
            s ->
                s.query(query)
                    .size(0)
                    .trackTotalHits(t -> t.enabled(false))
                    .aggregations(
                        "page",
                        a ->
                            a.composite(
                                    c -> {
                                      c.size(size).sources(sources);
                                      return after.isEmpty() ? c : c.after(after);
                                    })
                                .aggregations(each)));
    return Objects.requireNonNull(response.aggregations().get("page"), "page").composite();
  }
}
