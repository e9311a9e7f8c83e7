package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Figures over many runs. The server hands them out sorted by what they are about; so all are
 * fetched, and sorted by what they say.
 *
 * @param query which runs
 */
record RunFigures(SearchClient client, Query query) {
  private static final int MOST = 100_000;
  private static final int COUNTS_A_PAGE = 5_000;
  private static final int LAGS_A_PAGE = 500;

  List<RunCount> counts() throws IOException {
    List<RunCount> counts = new ArrayList<>();
    client.buckets(
        query,
        List.of(
            SearchClient.byOrNone(FoundDocument.USER),
            SearchClient.byOrNone(FoundDocument.TASK),
            SearchClient.byOrNone(FoundDocument.OUTCOME)),
        Map.of(),
        COUNTS_A_PAGE,
        bucket -> {
          requireRoom(counts, "combinations of user, task and outcome");
          counts.add(
              new RunCount(
                  bucket.text(FoundDocument.USER),
                  bucket.text(FoundDocument.TASK),
                  RunOutcome.of(bucket.text(FoundDocument.OUTCOME)),
                  bucket.documents()));
        });
    counts.sort(Comparator.comparingLong(RunCount::runs).reversed());
    return List.copyOf(counts);
  }

  List<TaskLag> lags() throws IOException {
    List<TaskLag> lags = new ArrayList<>();
    client.buckets(
        query,
        List.of(SearchClient.byOrNone(FoundDocument.TASK)),
        Map.of(
            "max", Aggregation.of(a -> a.max(m -> m.field(FoundDocument.LAG))),
            "percentiles",
                Aggregation.of(
                    a ->
                        a.percentiles(
                            p ->
                                p.field(FoundDocument.LAG)
                                    .percents(50.0, 95.0, 99.0)
                                    .keyed(false)))),
        LAGS_A_PAGE,
        bucket -> {
          requireRoom(lags, "task names");
          lags.add(lag(bucket));
        });
    lags.sort(Comparator.comparing(TaskLag::max).reversed());
    return List.copyOf(lags);
  }

  private static TaskLag lag(FoundBucket bucket) {
    List<Duration> percentiles =
        bucket.percentiles("percentiles").stream().map(Duration::ofNanos).toList();
    return new TaskLag(
        bucket.text(FoundDocument.TASK),
        bucket.documents(),
        percentiles.get(0),
        percentiles.get(1),
        percentiles.get(2),
        Duration.ofNanos(bucket.max("max")));
  }

  private static void requireRoom(List<?> found, String what) throws SearchFailedException {
    if (found.size() == MOST) {
      throw new SearchFailedException(
          SearchFailedException.Reason.TOO_MUCH,
          String.format("more than %,d %s: narrow the search", MOST, what));
    }
  }
}
