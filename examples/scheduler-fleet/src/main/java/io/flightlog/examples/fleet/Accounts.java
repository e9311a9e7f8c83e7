package io.flightlog.examples.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws up every instance's books after the run: its console against the index. */
final class Accounts {
  private final LogIndex index;
  private final String run;
  private final List<InstanceProcess> instances;

  Accounts(LogIndex index, String run, List<InstanceProcess> instances) {
    this.index = index;
    this.run = run;
    this.instances = instances;
  }

  List<String> started() {
    return instances.stream().map(InstanceProcess::name).sorted().toList();
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
      accounts.add(
          new InstanceAccount(
              sequences.ephemeralId(),
              process.wasKilled(),
              process.eventsLogged(),
              eventsOf(sequences.ephemeralId()),
              sequences));
    }
    return accounts;
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
