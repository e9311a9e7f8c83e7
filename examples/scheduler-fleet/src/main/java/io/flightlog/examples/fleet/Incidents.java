package io.flightlog.examples.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a run, and when: one instance is killed midway and another starts in its
 * place; with an outage, Elasticsearch is killed 10 s before that and started again 10 s after it.
 * Used by the controlling thread, which is not held up while the server starts.
 */
final class Incidents {
  /** From the death of the server to its new start; it answers some seconds later. */
  static final Duration OUTAGE = Duration.ofSeconds(20);

  /** Which one is killed: not the first, so that the tables show one before and one after it. */
  private static final int VICTIM = 1;

  @FunctionalInterface
  private interface Action {
    String perform() throws Exception;
  }

  private record Step(Duration at, Action action) {}

  private final Fleet fleet;
  private final DemoServer server;
  private final ProgressLine progress;
  private final Queue<Step> steps = new ArrayDeque<>();
  private @Nullable CompletableFuture<Void> start;
  private boolean serverIsDown;

  Incidents(DemoOptions options, Fleet fleet, DemoServer server, ProgressLine progress) {
    this.fleet = fleet;
    this.server = server;
    this.progress = progress;
    Duration midway = Duration.ofSeconds(options.seconds()).dividedBy(2);
    if (options.outage()) {
      Duration half = OUTAGE.dividedBy(2);
      steps.add(new Step(midway.minus(half), this::killServer));
      steps.add(new Step(midway, this::replaceOne));
      steps.add(new Step(midway.plus(half), this::startServer));
    } else {
      steps.add(new Step(midway, this::replaceOne));
    }
  }

  /** Does what is due, and says it. */
  void step(Duration elapsed) throws Exception {
    Step next = steps.peek();
    if (next != null && elapsed.compareTo(next.at()) >= 0) {
      steps.remove();
      say(elapsed, next.action().perform());
    }
    CompletableFuture<Void> starting = start;
    if (starting != null && starting.isDone()) {
      start = null;
      starting.get(); // throws what the start threw
      serverIsDown = false;
      say(elapsed, "Elasticsearch answers again");
    }
  }

  /** Whether all that is planned has happened, and Elasticsearch is up. */
  boolean areOver() {
    return steps.isEmpty() && !serverIsDown;
  }

  boolean serverIsDown() {
    return serverIsDown;
  }

  private String killServer() {
    server.kill();
    serverIsDown = true;
    return "kill -9 for Elasticsearch";
  }

  private String startServer() {
    start =
        CompletableFuture.runAsync(
            server::startAgain,
            task -> {
              Thread thread = new Thread(task, "elasticsearch-start");
              thread.setDaemon(true);
              thread.start();
            });
    return "Elasticsearch is being started again, after "
        + OUTAGE.toSeconds()
        + " s, with the data it had";
  }

  private String replaceOne() throws Exception {
    InstanceProcess victim = fleet.all().get(VICTIM);
    victim.kill();
    victim.awaitGone();
    InstanceProcess replacement = fleet.start();
    return String.format(
        Locale.ROOT,
        "kill -9 for %s, and %s starts in its place",
        victim.name(),
        replacement.name());
  }

  private void say(Duration elapsed, String what) {
    progress.say(String.format(Locale.ROOT, "%3d s  %s", elapsed.toSeconds(), what));
  }
}
