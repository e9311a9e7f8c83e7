package io.flightlog.benchmarks.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * What is simulated.
 *
 * @param instances of the application, each with a recorder
 * @param eventsPerSecond of all instances together, each its equal share
 * @param cluster what they log into
 * @param fault what happens to it, {@link #BEFORE} after the start
 * @param faultLasts how long
 * @param options of the library, other than its defaults
 * @param chance what the recorders draw their jitter from
 * @param seed of everything random
 */
record Scenario(
    int instances,
    long eventsPerSecond,
    ClusterShape cluster,
    Fault fault,
    Duration faultLasts,
    Map<String, String> options,
    Chance chance,
    long seed) {

  /** What can happen to a cluster. */
  enum Fault {
    /** All nodes are gone at once, and come back at once: connections are refused. */
    RESTART,
    /** One node after the other is gone for its share of the time. */
    ROLLING_RESTART,
    /** Writes take {@link #SLOWNESS} times as long. */
    SLOW
  }

  static final double SLOWNESS = 20;

  /** How long the fleet runs before the fault. */
  static final Duration BEFORE = Duration.ofSeconds(20);

  /** A restart of a minute before a cluster of three nodes, with the library's defaults. */
  static Scenario restart(int instances, long eventsPerSecond) {
    return new Scenario(
        instances,
        eventsPerSecond,
        ClusterShape.ofThreeNodes(),
        Fault.RESTART,
        Duration.ofSeconds(60),
        Map.of(),
        Chance.JITTER,
        1);
  }

  Scenario with(Fault another) {
    return new Scenario(
        instances, eventsPerSecond, cluster, another, faultLasts, options, chance, seed);
  }

  Scenario with(ClusterShape another) {
    return new Scenario(
        instances, eventsPerSecond, another, fault, faultLasts, options, chance, seed);
  }

  Scenario with(Map<String, String> others) {
    return new Scenario(
        instances, eventsPerSecond, cluster, fault, faultLasts, others, chance, seed);
  }

  Scenario with(Chance another) {
    return new Scenario(
        instances, eventsPerSecond, cluster, fault, faultLasts, options, another, seed);
  }
}
