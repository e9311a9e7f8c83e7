package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch._types.SortOrder;
import io.flightlog.examples.fleet.InstanceAccount.Death;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws up every instance's books after the run: its console against the index. */
final class Accounts {
  private static final List<String> DEATH_FIELDS =
      List.of(
          "@timestamp",
          "service.node.name",
          "agent.ephemeral_id",
          "message",
          "flightlog.sequence",
          "flightlog.secured",
          "flightlog.recovered");

  private final LogIndex index;
  private final String run;
  private final List<InstanceProcess> instances;

  Accounts(LogIndex index, String run, List<InstanceProcess> instances) {
    this.index = index;
    this.run = run;
    this.instances = instances;
  }

  static String deathsQuery(String run) {
    return "event.action:\"recorder-died\" AND service.environment:" + run;
  }

  List<String> started() {
    return instances.stream().map(InstanceProcess::name).sorted().toList();
  }

  /**
   * Waits, for so long at most, until somebody has sent what each killed instance left on disk; the
   * record of its death comes last.
   */
  void awaitDeaths(Duration limit) throws IOException, InterruptedException {
    long killed = instances.stream().filter(InstanceProcess::wasKilled).count();
    long deadline = System.nanoTime() + limit.toNanos();
    index.refresh();
    while (index.count(deathsQuery(run)) < killed && System.nanoTime() - deadline < 0) {
      Thread.sleep(500);
      index.refresh();
    }
  }

  /** One per instance that the index knows, by name. */
  List<InstanceAccount> all() throws IOException {
    Map<String, InstanceProcess> byName =
        instances.stream().collect(Collectors.toMap(InstanceProcess::name, Function.identity()));
    List<InstanceAccount> accounts = new ArrayList<>();
    for (SequenceCheck.Sequences sequences : SequenceCheck.of(index, run)) {
      InstanceProcess process = byName.get(sequences.instance());
      if (process == null) {
        throw new IllegalStateException("an instance nobody started: " + sequences.instance());
      }
      String id = sequences.ephemeralId();
      long written = process.safeEvents().written();
      accounts.add(
          new InstanceAccount(
              id,
              process.wasKilled(),
              process.eventsLogged(),
              eventsOf(id),
              sequences,
              written,
              SequenceCheck.missingOf(index, run, id, written),
              deathOf(id)));
    }
    return accounts;
  }

  private @Nullable Death deathOf(String ephemeralId) throws IOException {
    String query = deathsQuery(run) + " AND agent.ephemeral_id:\"" + ephemeralId + "\"";
    return index.search(query, DEATH_FIELDS, SortOrder.Asc, 1).stream()
        .findFirst()
        .map(
            found ->
                new Death(
                    found.text("@timestamp"),
                    found.text("message"),
                    Long.parseLong(found.text("flightlog.sequence")),
                    Long.parseLong(found.text("flightlog.secured")),
                    Long.parseLong(found.text("flightlog.recovered"))))
        .orElse(null);
  }

  /** The recorder's own first and last record are no events of the application. */
  private long eventsOf(String ephemeralId) throws IOException {
    return index.count(
        SequenceCheck.query(run)
            + " AND agent.ephemeral_id:\""
            + ephemeralId
            + "\" AND NOT event.action:(\"recorder-started\" OR \"recorder-stopped\")");
  }
}
