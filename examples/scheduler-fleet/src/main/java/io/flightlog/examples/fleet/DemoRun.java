package io.flightlog.examples.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * One run of the fleet against a server that is up: starts the instances, hands in tasks, lets the
 * {@link Incidents} happen, stops them all, and asks. Used by one thread; what it starts is handed
 * to the {@link Cleanup}.
 */
final class DemoRun {
  private static final Duration TICK = Duration.ofMillis(200);

  /** What is over by then is told by the answers; instances look for the dead each minute. */
  private static final Duration SEND_LIMIT = Duration.ofSeconds(150);

  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

  private final DemoOptions options;
  private final ProgressLine progress;
  private final Cleanup cleanup;
  private final LogIndex index;
  private final String run;
  private final FleetQuestions questions;

  /**
   * @param run names the run in {@code service.environment}
   */
  DemoRun(DemoOptions options, ProgressLine progress, Cleanup cleanup, LogIndex index, String run) {
    this.options = options;
    this.progress = progress;
    this.cleanup = cleanup;
    this.index = index;
    this.run = run;
    this.questions = new FleetQuestions(index, run);
  }

  FleetQuestions questions() {
    return questions;
  }

  /**
   * Blocks for the whole run.
   *
   * @param directory where the instances' consoles go, and their spools
   * @param build of the instances' program, see {@link FrontEnd#jvmArguments}
   */
  Answers perform(DemoServer server, Path directory, Path build) throws Exception {
    FleetDatabase database = cleanup.add(FleetDatabase.open());
    FrontEnd frontEnd = options.frontEnd();
    Fleet fleet =
        cleanup.add(
            new Fleet(
                directory,
                frontEnd.jvmArguments(build),
                database.jdbcUrl(),
                environment(server, directory)));
    for (int i = 0; i < options.instances(); i++) {
      fleet.start();
    }
    progress.say(
        "Starting "
            + options.instances()
            + " schedulers, which log through "
            + frontEnd.title()
            + ", on "
            + database.jdbcUrl());
    fleet.awaitReady();
    if (options.outage()) {
      progress.say("Each says all along how many events it has written to disk or sent");
    }
    FrontDesk desk = new FrontDesk(database.dataSource(), 2 * options.instances());
    Incidents incidents = new Incidents(options, fleet, server, progress);
    try (ProgressWatch watch = ProgressWatch.start(questions)) {
      operate(fleet, desk, incidents, watch);
    }
    // the replacement may need longer than the run lasted, and SIGTERM before that is no orderly
    // stop
    fleet.awaitReady();
    Accounts accounts = new Accounts(questions, fleet.all());
    if (options.outage()) {
      progress.say("Waiting until what the instances have on disk is sent, the killed one's too");
    }
    fleet.awaitSent(SEND_LIMIT);
    accounts.awaitDeaths(SEND_LIMIT);
    progress.say("Stopping the schedulers: they finish their tasks and send what they logged");
    fleet.stop();
    index.refresh();
    return Answers.ask(questions, accounts);
  }

  private Map<String, String> environment(DemoServer server, Path directory) {
    return Map.of(
        "ELASTICSEARCH_URL",
        server.url().toString(),
        "FLEET_RUN",
        run,
        "FLEET_DURABILITY",
        options.outage() ? "journal" : "spill",
        "FLEET_SPOOL",
        directory.resolve("spool").toAbsolutePath().toString());
  }

  /**
   * Tasks are handed in for three quarters of the time, so that the last ones have time for their
   * attempts. Lasts longer than it should when Elasticsearch takes long to come back.
   */
  private void operate(Fleet fleet, FrontDesk desk, Incidents incidents, ProgressWatch watch)
      throws Exception {
    Duration whole = Duration.ofSeconds(options.seconds());
    Duration closeDeskAt = whole.multipliedBy(3).dividedBy(4);
    long start = System.nanoTime();
    Duration reportAt = Duration.ZERO;
    Duration elapsed = Duration.ZERO;
    while (elapsed.compareTo(whole) < 0 || !incidents.areOver()) {
      if (elapsed.compareTo(closeDeskAt) < 0) {
        desk.handIn(elapsed);
      }
      incidents.step(elapsed);
      fleet.checkAlive();
      if (elapsed.compareTo(reportAt) >= 0) {
        progress.update(elapsed, describe(elapsed, fleet, desk, incidents, watch.latest()));
        reportAt = elapsed.plus(BETWEEN_REPORTS);
      }
      Thread.sleep(TICK.toMillis());
      elapsed = Duration.ofNanos(System.nanoTime() - start);
    }
    progress.say(describe(elapsed, fleet, desk, incidents, watch.latest()));
  }

  private String describe(
      Duration elapsed,
      Fleet fleet,
      FrontDesk desk,
      Incidents incidents,
      FleetQuestions.Progress seen) {
    String people =
        String.format(
            Locale.ROOT,
            "%3d s  %d instances alive  %d tasks handed in  ",
            elapsed.toSeconds(),
            fleet.alive(),
            desk.handedIn());
    if (options.outage()) { // runs are counted by Elasticsearch
      return String.format(
          Locale.ROOT,
          "%s%,d events written  %,d in Elasticsearch%s",
          people,
          fleet.eventsWritten(),
          seen.documents(),
          incidents.serverIsDown() ? ", which is down" : "");
    }
    return String.format(
        Locale.ROOT,
        "%s%d runs done  %d failed  %,d documents in Elasticsearch",
        people,
        seen.done(),
        seen.failed(),
        seen.documents());
  }
}
