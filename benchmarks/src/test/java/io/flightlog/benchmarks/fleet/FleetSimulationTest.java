package io.flightlog.benchmarks.fleet;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.benchmarks.fleet.Scenario.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All time in here is virtual: the figures are the same on every machine. */
class FleetSimulationTest {
  private static final long EVENTS_PER_SECOND = 500;

  /** {@code retry.maxBackoff}, and a little to send what has waited. */
  private static final double MOST_SECONDS_TO_RECOVER = 30 + 10;

  /** Probes of a minute: the first few quickly, then one in 15 seconds on average. */
  private static final double MOST_REFUSED_AN_INSTANCE = 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 500})
  void aFleetSettlesAfterARestartWithoutAStorm(int instances) {
    assertSettles(FleetSimulation.run(Scenario.restart(instances, EVENTS_PER_SECOND)));
  }

  @Test
  @Tag("full")
  void fiveThousandSettleAfterARestartWithoutAStorm() {
    assertSettles(FleetSimulation.run(Scenario.restart(5_000, 10_000)));
  }

  @Test
  void aBackOffWithoutJitterWouldBeSeenByTheBeat() {
    Scenario scenario = Scenario.restart(200, EVENTS_PER_SECOND).with(Chance.NO_JITTER);
    FleetResult result = FleetSimulation.run(scenario);
    AssertionError seen = assertThrows(AssertionError.class, () -> assertSettles(result));
    assertTrue(seen.getMessage().contains("beat"), seen::getMessage);
  }

  @Test
  void aMissingBackOffWouldBeSeenByTheRefusals() {
    Scenario scenario = Scenario.restart(1, EVENTS_PER_SECOND).with(Chance.NO_BACKOFF);
    FleetResult result = FleetSimulation.run(scenario);
    AssertionError seen = assertThrows(AssertionError.class, () -> assertSettles(result));
    assertTrue(seen.getMessage().contains("refused"), seen::getMessage);
  }

  @ParameterizedTest
  @EnumSource(names = "RESTART", mode = EnumSource.Mode.EXCLUDE)
  void otherFaultsAreSurvivedToo(Fault fault) {
    FleetResult result = FleetSimulation.run(Scenario.restart(50, EVENTS_PER_SECOND).with(fault));
    assertRecovers(result);
  }

  @Test
  void whatAFullQueueTurnsAwayIsSentAgain() {
    ClusterShape tiny =
        new ClusterShape(
            1, 1, 5, 1L << 30, 1, false, Duration.ofMillis(2), Duration.ofNanos(33_000));
    FleetResult result =
        FleetSimulation.run(Scenario.restart(100, EVENTS_PER_SECOND).with(tiny).with(Fault.SLOW));
    assertTrue(result.rejected() > 0, "the queue was never full");
    assertEquals(tiny.queueSize(), result.peakQueue());
    assertRecovers(result);
  }

  @Test
  void bytesBeyondIndexingPressureAreSentAgain() {
    ClusterShape tight =
        new ClusterShape(
            1, 1, 10_000, 64 << 10, 1, false, Duration.ofMillis(2), Duration.ofNanos(33_000));
    FleetResult result =
        FleetSimulation.run(Scenario.restart(20, EVENTS_PER_SECOND).with(tight).with(Fault.SLOW));
    assertTrue(result.rejected() > 0, "there was always room");
    assertRecovers(result);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    Scenario scenario = Scenario.restart(20, EVENTS_PER_SECOND);
    assertEquals(
        FleetTable.row(FleetSimulation.run(scenario)),
        FleetTable.row(FleetSimulation.run(scenario)));
  }

  private static void assertSettles(FleetResult result) {
    int instances = result.scenario().instances();
    double refusedAnInstance = (double) result.refused() / instances;
    assertAll(
        () -> assertRecovers(result),
        () -> assertAtMost("seconds", MOST_SECONDS_TO_RECOVER, result.secondsToRecover()),
        () -> assertAtMost("refused", MOST_REFUSED_AN_INSTANCE, refusedAnInstance),
        () -> assertAtMost("beat", instances < 100 ? 30 : 3, result.beat()),
        () -> assertAtMost("storm", instances < 100 ? 30 : 3, result.storm()));
  }

  private static void assertRecovers(FleetResult result) {
    assertTrue(result.hasRecovered(), () -> FleetTable.row(result));
    assertEquals(0, result.lost());
  }

  private static void assertAtMost(String what, double most, double is) {
    assertTrue(is <= most, () -> what + ": " + is + " is more than " + most);
  }
}
