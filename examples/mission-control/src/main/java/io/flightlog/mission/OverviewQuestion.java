package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.TaskLag;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/overview}: three requests, whatever the range. */
record OverviewQuestion(TimeRange range) {
  /** The parameters that it may have. */
  static final Set<String> NAMES = Set.of("from", "to");

  private static final int MOST_LEVELS = 8;
  private static final int MOST_INSTANCES = 12;
  private static final int MOST_TASKS = 200;
  private static final int TOP = 10;
  private static final Query RUNS = Filters.is("event.action", "task-run");

  /** {@code /api/overview}. */
  record Answer(
      Instant from,
      Instant to,
      long intervalMillis,
      List<Long> at,
      List<Chart.Series> byLevel,
      List<Chart.Series> byInstance,
      SearchQuestion.Total events,
      Outcomes outcomes,
      List<Task> tasks,
      List<FoundRun> slowestRuns,
      @Nullable Lag lag,
      List<TaskLag> lagByTask,
      List<ErrorGroups.Group> errors) {}

  record Outcomes(long success, long failure, long unknown, long died, long running) {}

  record Task(String name, long runs, long failures, Duration median, Duration p95, Duration max) {}

  record Lag(long starts, Duration median, Duration p95, Duration p99, Duration max) {}

  Answer ask(TaskSearch all) throws IOException {
    TaskSearch search = all.between(range.from(), range.to());
    Chart chart = new Chart(Intervals.of(range));
    SearchResponse<Void> response =
        search.ask(
            s -> s.size(0).trackTotalHits(t -> t.enabled(true)).aggregations(aggregations(chart)),
            Void.class);
    Map<String, Aggregate> counted = response.aggregations();
    List<Chart.Series> instances = new ArrayList<>(chart.series(named(counted, "instances")));
    Chart.Series others = chart.rest(named(counted, "time"), instances);
    if (others != null) {
      instances.add(others);
    }
    List<TaskLag> lags = search.lagByTask();
    return new Answer(
        range.from(),
        range.to(),
        chart.intervals().width(),
        chart.intervals().starts(),
        chart.series(named(counted, "levels")),
        instances,
        new SearchQuestion.Total(
            Objects.requireNonNull(response.hits().total(), "total").value(), "eq"),
        outcomes(counted),
        tasks(named(counted, "runs").filter().aggregations()),
        slowest(search),
        lag(named(counted, "starts").filter().aggregations()),
        lags.subList(0, Math.min(TOP, lags.size())),
        ErrorGroups.read(named(counted, "errors")));
  }

  private static List<FoundRun> slowest(TaskSearch search) throws IOException {
    return search.pageSize(TOP).slowestRuns().items().stream()
        .map(
            run ->
                new FoundRun(
                    run.time(),
                    run.task(),
                    run.instance(),
                    run.outcome(),
                    run.reason(),
                    run.start(),
                    run.duration(),
                    run.lag(),
                    ShownLine.error(run.error())))
        .toList();
  }

  private static Map<String, Aggregation> aggregations(Chart chart) {
    Map<String, Aggregation> all = new HashMap<>();
    all.put("time", chart.overTime());
    all.put("levels", chart.by("log.level", MOST_LEVELS));
    all.put("instances", chart.by("service.node.name", MOST_INSTANCES));
    all.put(
        "runs",
        Aggregation.of(
            a ->
                a.filter(RUNS)
                    .aggregations("outcomes", o -> o.terms(t -> t.field("event.outcome").size(TOP)))
                    .aggregations(
                        "tasks",
                        t ->
                            t.terms(f -> f.field("task.name").size(MOST_TASKS))
                                .aggregations(
                                    "failures",
                                    f -> f.filter(Filters.is("event.outcome", "failure")))
                                .aggregations(Figures.of("event.duration", 50, 95)))));
    all.put(
        "starts",
        Aggregation.of(
            a ->
                a.filter(Filters.is("event.action", "task-started"))
                    .aggregations(Figures.of("task.lag", 50, 95, 99))));
    all.put("deaths", Aggregation.of(a -> a.filter(Filters.is("event.action", "task-died"))));
    all.put("errors", ErrorGroups.aggregation(TOP));
    return all;
  }

  private static Aggregate named(Map<String, Aggregate> counted, String name) {
    return Objects.requireNonNull(counted.get(name), name);
  }

  private static Outcomes outcomes(Map<String, Aggregate> counted) {
    Map<String, Long> runs = new HashMap<>();
    Aggregate outcomes = named(named(counted, "runs").filter().aggregations(), "outcomes");
    if (outcomes.isSterms()) {
      outcomes
          .sterms()
          .buckets()
          .array()
          .forEach(bucket -> runs.put(bucket.key().stringValue(), bucket.docCount()));
    }
    long ended = named(counted, "runs").filter().docCount();
    long success = runs.getOrDefault("success", 0L);
    long failure = runs.getOrDefault("failure", 0L);
    long started = named(counted, "starts").filter().docCount();
    long died = named(counted, "deaths").filter().docCount();
    return new Outcomes(
        success, failure, ended - success - failure, died, Math.max(0, started - ended - died));
  }

  /** Those that fail most, and those that are slowest. */
  private static List<Task> tasks(Map<String, Aggregate> runs) {
    Aggregate found = named(runs, "tasks");
    if (!found.isSterms()) {
      return List.of();
    }
    List<Task> tasks =
        found.sterms().buckets().array().stream().map(OverviewQuestion::task).toList();
    Comparator<Task> slowest = Comparator.comparing(Task::max).reversed();
    Comparator<Task> failing =
        Comparator.comparingLong(Task::failures).reversed().thenComparing(slowest);
    Set<Task> shown = new LinkedHashSet<>();
    Stream.concat(
            tasks.stream().filter(task -> task.failures() > 0).sorted(failing).limit(TOP),
            tasks.stream().sorted(slowest).limit(TOP))
        .forEach(shown::add);
    return shown.stream().sorted(failing).toList();
  }

  private static Task task(StringTermsBucket bucket) {
    Map<String, Aggregate> figures = bucket.aggregations();
    List<Duration> percentiles = Figures.percentiles(figures);
    return new Task(
        bucket.key().stringValue(),
        bucket.docCount(),
        named(figures, "failures").filter().docCount(),
        percentiles.get(0),
        percentiles.get(1),
        Figures.max(figures));
  }

  private static @Nullable Lag lag(Map<String, Aggregate> figures) {
    long starts = Figures.count(figures);
    if (starts == 0) {
      return null;
    }
    List<Duration> percentiles = Figures.percentiles(figures);
    return new Lag(
        starts, percentiles.get(0), percentiles.get(1), percentiles.get(2), Figures.max(figures));
  }
}
