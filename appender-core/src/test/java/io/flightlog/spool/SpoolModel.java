package io.flightlog.spool;

import io.flightlog.config.OptionValues;
import io.flightlog.spool.StorageFaults.Operation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;

/** Some hundred things that happen to a spool in an order that a seed decides. */
final class SpoolModel {
  private static final int ACTIONS = 150;

  private final ModelWorld world;
  private final ModelBug bug;
  private final Random random;
  private final boolean withFaults;
  private final boolean withDamage;
  private final int mostProcesses;
  private final StringBuilder story = new StringBuilder();

  private SpoolModel(long seed, ModelBug bug) {
    this.bug = bug;
    this.random = ModelWorld.random(seed * 31 + 7);
    OptionValues options = ModelWorld.options(random.nextBoolean() ? "spill" : "journal");
    options.set("batch.maxEvents", random.nextBoolean() ? "6" : "100");
    options.set("spool.fsyncInterval", random.nextBoolean() ? "100 ms" : "3 s");
    options.set("spool.compression", random.nextBoolean() ? "gzip" : "none");
    this.world = new ModelWorld(seed, options, bug);
    this.withFaults = random.nextInt(3) == 0 || bug.needsFaults();
    this.withDamage = random.nextInt(5) == 0;
    this.mostProcesses = 1 + random.nextInt(2);
  }

  /** Returns the oracle, who has judged. */
  static ModelOracle run(long seed, ModelBug bug) {
    SpoolModel model = new SpoolModel(seed, bug);
    model.act();
    ModelOracle oracle = model.world.oracle;
    if (!oracle.violations().isEmpty()) {
      oracle.violation("seed " + seed + " after " + model.story);
    }
    return oracle;
  }

  private void act() {
    for (int i = 0; i < ACTIONS && world.oracle.violations().isEmpty(); i++) {
      if (world.live().isEmpty() || (world.live().size() < mostProcesses && chance(10))) {
        world.start();
        story.append("start ");
      }
      act(world.live().get(random.nextInt(world.live().size())), random.nextInt(100));
      steps();
    }
    story.append("end");
    if (world.oracle.violations().isEmpty()) {
      world.end();
    }
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private void steps() {
    for (int i = random.nextInt(12); i > 0 && !world.live().isEmpty(); i--) {
      ModelWorld.Living process = world.live().get(random.nextInt(world.live().size()));
      world.step(process, random.nextInt(process.pipeline().agents()));
      if (chance(3)) {
        world.index.step();
      }
    }
  }

  private void act(ModelWorld.Living process, int dice) {
    if (dice < 45) {
      world.append(process, 1 + random.nextInt(15));
      story.append("append ");
    } else if (dice < 70) {
      Duration time = Duration.ofMillis(1L << random.nextInt(13));
      world.clock.advance(time);
      story.append(time).append(' ');
    } else if (dice < 80) {
      world.run(Duration.ofMillis(1 + random.nextInt(1000)), Duration.ofMillis(20));
      story.append("run ");
    } else if (dice < 87) {
      ModelIndex.Mood[] moods = ModelIndex.Mood.values();
      ModelIndex.Mood mood = moods[random.nextInt(moods.length)];
      world.index.mood(mood);
      story.append(mood).append(' ');
    } else if (dice < 90) {
      story.append("flush ");
      flush(process);
    } else if (dice < 93) {
      end(process);
    } else if (dice < 97) {
      disturb();
    } else if (withDamage) {
      world.corrupt();
      story.append("corrupt ");
    }
  }

  private void flush(ModelWorld.Living process) {
    long last = process.pipeline().claimed();
    process.pipeline().seal();
    process.pipeline().demand();
    if (chance(2)) {
      world.run(Duration.ofMillis(200), Duration.ofMillis(10));
      if (process.pipeline().synced() < last && !world.faults.everFailed()) {
        world.oracle.violation("not flushed up to " + last + process.pipeline().situation());
      }
    }
  }

  private void end(ModelWorld.Living process) {
    switch (random.nextInt(4)) {
      case 0 -> {
        world.kill(process);
        story.append("kill ");
      }
      case 1 -> {
        world.crash(random);
        story.append("crash ");
      }
      case 2 -> {
        world.close(process);
        story.append("close ");
      }
      default -> {
        world.close(process);
        world.startAgain(process);
        story.append("reload ");
      }
    }
  }

  private void disturb() {
    if (!withFaults) {
      return;
    }
    if (chance(2)) {
      world.faults.heal();
      story.append("heal ");
      return;
    }
    if (bug.needsFaults()) {
      world.faults.failSome(0.2, EnumSet.of(Operation.FORCE, Operation.WRITE));
      return;
    }
    EnumSet<Operation> some = EnumSet.noneOf(Operation.class);
    for (Operation operation : Operation.values()) {
      if (chance(3)) {
        some.add(operation);
      }
    }
    double share = chance(2) ? 0.2 : 1;
    world.faults.failSome(share, some);
    story.append("faults").append(share).append(some).append(' ');
  }
}
