package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.flightlog.task.search.FoundHit;
import io.flightlog.task.search.FoundInstance;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.Page;
import io.flightlog.task.search.TaskSearch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What happened in the runs of something: its runs, its lines, and what of its instances' numbers
 * between these is not there.
 *
 * @param attempts in the order of their starts
 * @param lines the oldest first
 * @param truncated whether there are more lines, or more attempts
 */
record Story(List<Attempt> attempts, List<ShownHit> lines, boolean truncated, List<Gap> gaps) {
  static final int MOST_LINES = 1_000;
  static final int MOST_ATTEMPTS = 500;

  private static final String STARTED = "task-started";
  private static final String DIED = "task-died";
  private static final Query RECORDS =
      Objects.requireNonNull(Filters.anyOf("event.action", List.of(STARTED, DIED)));

  /**
   * @param all not narrowed
   * @param search narrowed to a run, a task or a trace
   * @throws ApiException if there is nothing of it
   */
  static Story of(TaskSearch all, TaskSearch search, String what) throws IOException {
    Page<FoundHit> page = search.pageSize(MOST_LINES).hits(SortOrder.Asc, List.of());
    if (page.items().isEmpty()) {
      throw ApiException.notFound("the index has nothing of " + what);
    }
    Page<FoundRun> runs = search.pageSize(MOST_ATTEMPTS).runs();
    Page<FoundLine> records = search.matching(RECORDS).pageSize(2 * MOST_ATTEMPTS).timeline();
    return new Story(
        attempts(runs.items(), records.items()),
        page.items().stream().map(ShownHit::of).toList(),
        page.hasNext() || runs.hasNext() || records.hasNext(),
        Gap.between(all, page.items().stream().map(FoundHit::line).toList()));
  }

  private static List<Attempt> attempts(List<FoundRun> runs, List<FoundLine> records) {
    Set<String> ended = new HashSet<>();
    Set<String> died = new HashSet<>();
    List<Attempt> attempts = new ArrayList<>();
    for (FoundRun run : runs) {
      attempts.add(Attempt.ended(run));
      ended.add(Objects.requireNonNullElse(run.task().runId(), ""));
    }
    for (FoundLine record : records) {
      if (DIED.equals(record.action()) && record.task().runId() != null) {
        died.add(record.task().runId());
      }
    }
    for (FoundLine record : records) {
      String run = record.task().runId();
      if (STARTED.equals(record.action()) && run != null && !ended.contains(run)) {
        attempts.add(
            Attempt.open(record, died.contains(run) ? Attempt.State.DIED : Attempt.State.RUNNING));
      }
    }
    attempts.sort(
        Comparator.comparing(
            Attempt::start, Comparator.nullsLast(Comparator.<Instant>naturalOrder())));
    return attempts;
  }

  /** In the order in which they appear. */
  List<FoundInstance> instances() {
    Map<String, FoundInstance> instances = new LinkedHashMap<>();
    attempts.forEach(one -> add(instances, one.instance()));
    lines.forEach(one -> add(instances, one.line().instance()));
    return List.copyOf(instances.values());
  }

  private static void add(Map<String, FoundInstance> instances, FoundInstance one) {
    if (one.id() != null) {
      instances.putIfAbsent(one.id(), one);
    }
  }
}
