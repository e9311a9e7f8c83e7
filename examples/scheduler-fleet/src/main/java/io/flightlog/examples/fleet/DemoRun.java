package io.flightlog.examples.fleet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * One run of the fleet against a server that is up: starts the instances, hands in tasks, kills one
 * instance midway and starts another, stops them all, and asks. Used by one thread; what it starts
 * is handed to the {@link Cleanup}.
 */
final class DemoRun {
  /** Which one is killed: not the first, so that the tables show one before and one after it. */
  private static final int VICTIM = 1;

  private static final Duration TICK = Duration.ofMillis(200);
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
   * @param directory where the instances' consoles go
   */
  Answers perform(URI elasticsearch, Path directory) throws Exception {
    FleetDatabase database = cleanup.add(FleetDatabase.open());
    Fleet fleet =
        cleanup.add(
            new Fleet(
                directory,
                database.jdbcUrl(),
                Map.of("ELASTICSEARCH_URL", elasticsearch.toString(), "FLEET_RUN", run)));
    for (int i = 0; i < options.instances(); i++) {
      fleet.start();
    }
    progress.say("Starting " + options.instances() + " schedulers on " + database.jdbcUrl());
    fleet.awaitReady();
    FrontDesk desk = new FrontDesk(database.dataSource(), 2 * options.instances());
    try (ProgressWatch watch = ProgressWatch.start(questions)) {
      operate(fleet, desk, watch);
    }
    // the replacement may need longer than the run lasted, and SIGTERM before that is no orderly
    // stop
    fleet.awaitReady();
    progress.say("Stopping the schedulers: they finish their tasks and send what they logged");
    fleet.stop();
    index.refresh();
    return Answers.ask(questions, new Accounts(index, run, fleet.all()));
  }

  /**
   * Tasks are handed in for three quarters of the time, so that the last ones have time for their
   * attempts.
   */
  private void operate(Fleet fleet, FrontDesk desk, ProgressWatch watch) throws Exception {
    Duration whole = Duration.ofSeconds(options.seconds());
    Duration killAt = whole.dividedBy(2);
    Duration closeDeskAt = whole.multipliedBy(3).dividedBy(4);
    long start = System.nanoTime();
    boolean killed = false;
    Duration reportAt = Duration.ZERO;
    for (Duration elapsed = Duration.ZERO; elapsed.compareTo(whole) < 0; ) {
      if (elapsed.compareTo(closeDeskAt) < 0) {
        desk.handIn(elapsed);
      }
      if (!killed && elapsed.compareTo(killAt) >= 0) {
        killed = true;
        replaceOne(fleet, elapsed);
      }
      fleet.checkAlive();
      if (elapsed.compareTo(reportAt) >= 0) {
        progress.update(elapsed, describe(elapsed, fleet, desk, watch.latest()));
        reportAt = elapsed.plus(BETWEEN_REPORTS);
      }
      Thread.sleep(TICK.toMillis());
      elapsed = Duration.ofNanos(System.nanoTime() - start);
    }
    progress.say(describe(whole, fleet, desk, watch.latest()));
  }

  private void replaceOne(Fleet fleet, Duration elapsed) throws Exception {
    InstanceProcess victim = fleet.all().get(VICTIM);
    victim.kill();
    InstanceProcess replacement = fleet.start();
    progress.say(
        String.format(
            Locale.ROOT,
            "%3d s  kill -9 for %s, and %s starts in its place",
            elapsed.toSeconds(),
            victim.name(),
            replacement.name()));
  }

  private static String describe(
      Duration elapsed, Fleet fleet, FrontDesk desk, FleetQuestions.Progress seen) {
    return String.format(
        Locale.ROOT,
        "%3d s  %d instances alive  %d tasks handed in  %d runs done  %d failed  %,d documents in Elasticsearch",
        elapsed.toSeconds(),
        fleet.alive(),
        desk.handedIn(),
        seen.done(),
        seen.failed(),
        seen.documents());
  }
}
