package io.flightlog.task.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What one asks about runs of tasks, over all instances: which failed, what happened, what is slow,
 * what starts late, whether anything is missing. Questions are narrowed first, by time, user, task
 * or any other field, and then asked:
 *
 * <pre>{@code
 * TaskSearch.in(client, "logs-*").last(Duration.ofHours(1)).failedRuns("alice")
 * }</pre>
 *
 * <p>Immutable, and so are the answers; any thread. Each question blocks its caller for one request
 * a page, or a few for {@link #integrity}. Values are compared as they are, whatever is in them: no
 * wild cards, no syntax. Needs the index template that Flightlog installs, or the same types.
 *
 * <p>An answer is the whole answer, or an exception: {@link SearchFailedException} if there is no
 * such index, if any shard did not answer, or if time was up; {@link IOException} of the client if
 * the server cannot be reached, within the client's time-outs. A narrowing that makes no sense is
 * an {@link IllegalArgumentException} at once.
 */
public final class TaskSearch {
  private static final Query RUNS = Queries.term(FoundDocument.ACTION, "task-run");
  private static final List<Query> LATE =
      List.of(
          Queries.term(FoundDocument.ACTION, "task-started"), Queries.exists(FoundDocument.LAG));

  private static final int LARGEST_PAGE = 5_000;
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  private final SearchClient client;
  private final TimeWindow window;
  private final List<Query> filters;
  private final int pageSize;

  private TaskSearch(SearchClient client, TimeWindow window, List<Query> filters, int pageSize) {
    this.client = client;
    this.window = window;
    this.filters = List.copyOf(filters);
    this.pageSize = pageSize;
  }

  /**
   * Everything in an index; pages of 500, half a minute for a request.
   *
   * @param client for servers of version 8 or 9, as {@code docs/queries.md} shows; stays the
   *     caller's, and is never closed here
   * @param index a data stream, an index, an alias, or a pattern such as {@code logs-*}; several
   *     with commas between
   */
  public static TaskSearch in(ElasticsearchClient client, String index) {
    if (index.isBlank()) {
      throw new IllegalArgumentException("index must not be blank");
    }
    return new TaskSearch(
        new SearchClient(client, index, Duration.ofSeconds(30)), TimeWindow.ALWAYS, List.of(), 500);
  }

  /** Only the time before each question; pages of one answer share it. */
  public TaskSearch last(Duration time) {
    return new TaskSearch(client, TimeWindow.last(time), filters, pageSize);
  }

  /**
   * Only {@code @timestamp}s from {@code from} on, before {@code to}; instead of what was said
   * before.
   */
  public TaskSearch between(Instant from, Instant to) {
    return new TaskSearch(client, TimeWindow.between(from, to), filters, pageSize);
  }

  /** Only of this {@code user.id}. */
  public TaskSearch user(String user) {
    return where(FoundDocument.USER, user);
  }

  /** Only of this {@code task.name}. */
  public TaskSearch task(String name) {
    return where(FoundDocument.TASK, name);
  }

  /** Only runs that ended so. */
  public TaskSearch outcome(RunOutcome outcome) {
    return where(FoundDocument.OUTCOME, outcome.value());
  }

  /**
   * Only documents with this value, besides what was said before: {@code service.environment},
   * {@code task.queue}.
   */
  public TaskSearch where(String field, String value) {
    if (field.isBlank()) {
      throw new IllegalArgumentException("field must not be blank");
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
    return matching(Queries.term(field, value));
  }

  /** Only documents that this query finds, besides what was said before. */
  public TaskSearch matching(Query query) {
    List<Query> all = new ArrayList<>(filters);
    all.add(query);
    return new TaskSearch(client, window, all, pageSize);
  }

  /**
   * How many items a page has at most.
   *
   * @param items 1 to 5,000
   */
  public TaskSearch pageSize(int items) {
    if (items < 1 || items > LARGEST_PAGE) {
      throw new IllegalArgumentException(
          "pageSize must be from 1 to " + LARGEST_PAGE + ", was " + items);
    }
    return new TaskSearch(client, window, filters, items);
  }

  /**
   * What the server may take for one request. How long to wait for the connection and for the
   * answer is a matter of the client: give it longer than this.
   *
   * @param time 1 ms to an hour
   */
  public TaskSearch timeout(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout must be from 1 ms to " + LONGEST_TIMEOUT + ", was " + time);
    }
    return new TaskSearch(
        new SearchClient(client.client(), client.index(), time), window, filters, pageSize);
  }

  /** Runs that have ended, the newest first. */
  public Page<FoundRun> runs() throws IOException {
    return pages(List.of(RUNS), PageQuery.byTime(SortOrder.Desc), FoundDocument::run);
  }

  /** Runs of a user that failed, the newest first. */
  public Page<FoundRun> failedRuns(String user) throws IOException {
    return user(user).outcome(RunOutcome.FAILURE).runs();
  }

  /** Runs that have ended, the slowest first. */
  public Page<FoundRun> slowestRuns() throws IOException {
    return pages(
        List.of(RUNS, Queries.exists(FoundDocument.DURATION)),
        PageQuery.byHighest(FoundDocument.DURATION),
        FoundDocument::run);
  }

  /** The runs that have ended of one trace, in the order of their starts. */
  public Page<FoundRun> stepsOfTrace(String traceId) throws IOException {
    return where(FoundDocument.TRACE, traceId)
        .pages(List.of(RUNS), PageQuery.byStart(), FoundDocument::run);
  }

  /**
   * All that any instance logged in any run of a task: the oldest first, and of one millisecond
   * each instance's lines together, in their order.
   */
  public Page<FoundLine> timelineOfTask(String taskId) throws IOException {
    return where(FoundDocument.TASK_ID, taskId).timeline();
  }

  /** The same, of one run. */
  public Page<FoundLine> timelineOfRun(String runId) throws IOException {
    return where(FoundDocument.RUN_ID, runId).timeline();
  }

  /** The same, of all that the search is narrowed to. */
  public Page<FoundLine> timeline() throws IOException {
    return pages(List.of(), PageQuery.byTime(SortOrder.Asc), FoundDocument::line);
  }

  /**
   * Documents with their places in the index, by time; of one millisecond each instance's together.
   *
   * @param highlighted texts in which it is shown what {@link #matching} found
   */
  public Page<FoundHit> hits(SortOrder order, List<String> highlighted) throws IOException {
    return hitQuery(order, highlighted).first();
  }

  /**
   * The same, from a place on.
   *
   * @param place {@link Page#place} of a page of the same question
   * @throws IllegalArgumentException if it is none
   */
  public Page<FoundHit> hits(SortOrder order, List<String> highlighted, String place)
      throws IOException {
    return hitQuery(order, highlighted).after(Place.parse(place));
  }

  private PageQuery<FoundHit> hitQuery(SortOrder order, List<String> highlighted) {
    return HitReader.query(client, narrowed(List.of()), order, highlighted, pageSize);
  }

  /**
   * A question of your own about what the search is narrowed to, such as an aggregation; its answer
   * is whole, or an exception, as all are.
   *
   * @param question adds to a request that has index, query and time-out
   * @param source what {@code _source} is read as
   */
  public <T> SearchResponse<T> ask(UnaryOperator<SearchRequest.Builder> question, Class<T> source)
      throws IOException {
    return client.ask(s -> question.apply(s.query(narrowed(List.of()))), source);
  }

  /** Starts of runs that had a time to start at, the latest first. */
  public Page<FoundStart> latestStarts() throws IOException {
    return pages(LATE, PageQuery.byHighest(FoundDocument.LAG), FoundDocument::start);
  }

  /**
   * How late the runs of each task start, the latest task first.
   *
   * @throws SearchFailedException as each question does, or if there are more than 100,000 names
   */
  public List<TaskLag> lagByTask() throws IOException {
    return new RunFigures(client, narrowed(LATE)).lags();
  }

  /**
   * How many runs have ended, by user, task and outcome, the most first.
   *
   * @throws SearchFailedException as each question does, or if there are more than 100,000
   *     combinations
   */
  public List<RunCount> countRuns() throws IOException {
    return new RunFigures(client, narrowed(List.of(RUNS))).counts();
  }

  /**
   * Whether the index holds all that instances have logged, by name and id. What was narrowed says
   * which instances are meant, those that wrote any such document; each is then checked whole. The
   * server reads each number of each instance; only of thousands that are not whole it is asked for
   * each.
   */
  public List<InstanceIntegrity> integrity() throws IOException {
    return new IntegrityCheck(client).of(narrowed(List.of()));
  }

  /** Which sequences are there, ascending, by {@code agent.ephemeral_id}. */
  public Map<String, List<SequenceRange>> sequences() throws IOException {
    return new SequenceScan(client)
        .of(narrowed(List.of(Queries.exists(FoundDocument.SEQUENCE)))).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().present()));
  }

  private <T> Page<T> pages(
      List<Query> kind, List<SortOptions> order, Function<FoundDocument, T> reader)
      throws IOException {
    return PageQuery.of(client, narrowed(kind), order, reader, pageSize).first();
  }

  private Query narrowed(List<Query> kind) {
    List<Query> all = new ArrayList<>(filters);
    all.addAll(kind);
    all.add(window.query(Instant.now()));
    return Queries.all(all);
  }
}
