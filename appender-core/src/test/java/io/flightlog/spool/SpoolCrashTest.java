package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One life of a spool again and again, each time with the end, or a fault, at the next operation of
 * the disk, until there is none left; as SQLite is tested.
 */
class SpoolCrashTest {
  private static final Duration STEP = Duration.ofMillis(20);

  /** What is done at the operation that a run is about. */
  private enum End {
    KILL,
    POWER_CUT,
    FAULT
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aKillAtAnyOperationLosesNothingThatWasWritten(String durability) {
    atEachOperation(durability, End.KILL, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aPowerCutAtAnyOperationLosesNothingThatWasSynced(String durability) {
    atEachOperation(durability, End.POWER_CUT, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aFaultOfAnyOperationLosesNothing(String durability) {
    atEachOperation(durability, End.FAULT, 1);
  }

  private static void atEachOperation(String durability, End end, int times) {
    long operation = 0;
    boolean fired = true;
    while (fired) {
      operation++;
      for (int time = 0; time < times; time++) {
        ModelWorld world = live(durability, end, operation, time);
        fired = world.faults.fired();
        if (fired) {
          settle(world, end, ModelWorld.random(operation * 31 + time));
        }
        world.end();
        String where = end + " at operation " + operation + ", " + time;
        assertEquals(List.of(), world.oracle.violations(), where);
      }
    }
    assertTrue(operation > 100, () -> "too short a life to mean anything");
  }

  private static ModelWorld live(String durability, End end, long operation, int time) {
    OptionValues options =
        ModelWorld.options(durability)
            .set("batch.maxEvents", "6")
            .set("spool.fsyncInterval", "100 ms");
    // what happens after the fault must not depend on the seed, what the fault does must
    ModelWorld world = new ModelWorld(42, options, new ModelBug(), operation * 31 + time);
    if (end == End.FAULT) {
      world.faults.failAt(operation);
    } else {
      world.faults.stopAt(operation);
    }
    try {
      live(world);
    } catch (Crashed here) {
      // as it should
    }
    return world;
  }

  /** An outage, a close that leaves things behind, an adoption, a flush, and a good end. */
  private static void live(ModelWorld world) {
    ModelWorld.Living first = world.start();
    world.run(STEP.multipliedBy(5), STEP);
    world.index.mood(ModelIndex.Mood.AWAY);
    for (int i = 0; i < 12; i++) {
      world.append(first, 7);
      world.run(STEP.multipliedBy(3), STEP);
    }
    world.index.mood(ModelIndex.Mood.PARTIAL);
    world.run(STEP.multipliedBy(10), STEP);
    world.index.mood(ModelIndex.Mood.AWAY);
    world.close(first);
    ModelWorld.Living second = world.start();
    world.append(second, 5);
    world.run(STEP.multipliedBy(5), STEP);
    second.pipeline().seal();
    second.pipeline().demand();
    world.run(STEP.multipliedBy(5), STEP);
    world.index.mood(ModelIndex.Mood.WELL);
    world.run(STEP.multipliedBy(30), STEP);
    world.close(second);
  }

  private static void settle(ModelWorld world, End end, Random random) {
    if (end == End.POWER_CUT) {
      world.crash(random);
    } else if (end == End.KILL) {
      List.copyOf(world.live()).forEach(world::kill);
    }
  }
}
