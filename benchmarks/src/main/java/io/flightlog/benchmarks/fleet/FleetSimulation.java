package io.flightlog.benchmarks.fleet;

import io.flightlog.benchmarks.fleet.Scenario.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fleet that runs for a while, meets a fault of its cluster, and catches up. One thread; the same
 * scenario gives the same result.
 */
final class FleetSimulation {
  private static final long MILLI = 1_000_000;

  /** How often agents look for work, each at its own moment; an answer wakes the ship agent. */
  private static final int STEP_MILLIS = 100;

  /** How often the fleet as a whole is looked at. */
  private static final int LOOK_MILLIS = 200;

  /** A fleet that has not caught up by then never will. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final Scenario scenario;
  private final VirtualTime time = new VirtualTime();
  private final Timeline timeline = new Timeline(time, Math.toIntExact(LONGEST.toSeconds()) + 1);
  private final ModelCluster cluster;
  private final List<Instance> fleet = new ArrayList<>();
  private final Recovery recovery;

  private FleetSimulation(Scenario scenario) {
    this.scenario = scenario;
    SplittableRandom seeds = new SplittableRandom(scenario.seed());
    this.cluster = new ModelCluster(time, scenario.cluster(), seeds.split());
    RecorderKit kit = new RecorderKit(scenario);
    for (int i = 0; i < scenario.instances(); i++) {
      ModelBulkClient client = new ModelBulkClient(time, cluster, timeline);
      fleet.add(new Instance(time, kit, client, i, scenario.chance().generator(seeds.nextLong())));
    }
    this.recovery = new Recovery(time, fleet);
  }

  /** Runs it to its end: until every instance has caught up, or {@link #LONGEST} has passed. */
  static FleetResult run(Scenario scenario) {
    return new FleetSimulation(scenario).run();
  }

  private FleetResult run() {
    long faultBegins = Scenario.BEFORE.toNanos();
    long faultEnds = faultBegins + scenario.faultLasts().toNanos();
    scheduleFault(faultBegins, faultEnds);
    time.after(faultEnds, recovery::faultIsOver);
    long millis = 0;
    while (!recovery.isComplete() && time.nanoTime() < LONGEST.toNanos()) {
      time.runUntil(millis * MILLI);
      for (int i = (int) (millis % STEP_MILLIS); i < fleet.size(); i += STEP_MILLIS) {
        fleet.get(i).step();
      }
      if (millis % LOOK_MILLIS == 0) {
        look();
      }
      millis++;
    }
    return FleetResult.of(scenario, timeline, recovery);
  }

  private void scheduleFault(long begins, long ends) {
    int nodes = scenario.cluster().nodes();
    boolean rolling = scenario.fault() == Fault.ROLLING_RESTART;
    long share = (ends - begins) / nodes;
    if (scenario.fault() == Fault.SLOW) {
      time.after(begins, () -> cluster.slowness(Scenario.SLOWNESS));
      time.after(ends, () -> cluster.slowness(1));
      return;
    }
    for (int i = 0; i < nodes; i++) {
      int node = i;
      time.after(rolling ? begins + i * share : begins, () -> cluster.down(node));
      time.after(rolling ? begins + (i + 1) * share : ends, () -> cluster.up(node));
    }
  }

  private void look() {
    recovery.look();
    timeline.queued(cluster.longestQueue());
  }
}
