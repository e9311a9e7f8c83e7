package io.flightlog.examples.fleet;

import io.flightlog.task.search.InstanceIntegrity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws up every instance's books after the run: its console against the index. */
final class Accounts {
  private final FleetQuestions questions;
  private final List<InstanceProcess> instances;

  Accounts(FleetQuestions questions, List<InstanceProcess> instances) {
    this.questions = questions;
    this.instances = instances;
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
    while (questions.deaths() < killed && System.nanoTime() - deadline < 0) {
      Thread.sleep(500);
    }
  }

  /** One per instance that the index knows, by name. */
  List<InstanceAccount> all() throws IOException {
    Map<String, InstanceProcess> byName =
        instances.stream().collect(Collectors.toMap(InstanceProcess::name, Function.identity()));
    List<InstanceAccount> accounts = new ArrayList<>();
    for (InstanceIntegrity integrity : questions.integrity()) {
      InstanceProcess process = byName.get(integrity.instance().name());
      if (process == null) {
        throw new IllegalStateException("an instance nobody started: " + integrity.instance());
      }
      accounts.add(
          new InstanceAccount(
              process.wasKilled(),
              process.eventsLogged(),
              questions.applicationEvents(Objects.requireNonNull(integrity.instance().id())),
              process.safeEvents().written(),
              integrity));
    }
    return accounts;
  }
}
