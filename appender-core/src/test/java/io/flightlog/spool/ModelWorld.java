package io.flightlog.spool;

import io.flightlog.agent.SimulatedClock;
import io.flightlog.batch.InstanceId;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.ship.BulkClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine, the processes on it, the index they send to, and the oracle that watches; whatever
 * happens, happens by a call of this. One thread.
 */
final class ModelWorld {
  static final Path ROOT = Path.of("/sim/spool");
  private static final int MOST_EVENTS = 100;
  private static final Duration CLOSING_STEP = Duration.ofMillis(10);
  private static final Duration STEP = Duration.ofMillis(250);

  /** A process with its pipeline. */
  record Living(
      int number,
      Owner.Holder holder,
      SimulatedStorage storage,
      ModelPipeline pipeline,
      ModelOracle.Life life,
      BulkClient client) {}

  final Random random;
  final SimulatedClock clock = new SimulatedClock();
  final SimulatedDisk disk = new SimulatedDisk();
  final StorageFaults faults;
  final ModelOracle oracle = new ModelOracle();
  final ModelIndex index;
  private final PipelineConfig config;
  private final ModelBug bug;
  private final ModelInspection inspection;
  private final List<Living> live = new ArrayList<>();
  private final Map<ModelOracle.Life, Long> syncedAtEnd = new HashMap<>();
  private int processes;
  private int boots;
  private int payloads;

  ModelWorld(long seed, OptionValues options, ModelBug bug) {
    this(seed, options, bug, seed + 1);
  }

  /**
   * @param faultSeed decides how far a fault goes
   */
  ModelWorld(long seed, OptionValues options, ModelBug bug, long faultSeed) {
    this.random = random(seed);
    this.faults = new StorageFaults(random(faultSeed));
    this.index = new ModelIndex(oracle, random(seed + 2));
    this.config = PipelineConfig.from(options);
    this.bug = bug;
    String target = SpoolLayout.destination(config.destination().target(), config.spool().group());
    this.inspection = new ModelInspection(disk, faults, oracle, ROOT.resolve(target));
    disk.makeParent(ROOT);
  }

  /** The first bits of a {@link Random} say little when its seeds are near each other. */
  static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  static OptionValues options(String durability) {
    return new OptionValues()
        .set("durability", durability)
        .set("spool.directory", ROOT.toString())
        .set("spool.after", "1 s")
        .set("setup", "off")
        .set("compression", "none")
        .set("batch.linger", "50 ms")
        .set("retry.initialBackoff", "1 ms")
        .set("retry.maxBackoff", "1 s")
        .set("requestTimeout", "5 s")
        .set("statusInterval", "10 s");
  }

  List<Living> live() {
    return live;
  }

  Living start() {
    int number = ++processes;
    Owner.Holder holder = new Owner.Holder(number, 1000, "boot-" + boots, "host");
    return start(number, holder, new SimulatedStorage(disk, faults, number));
  }

  /** Another pipeline of a process that closed one. */
  Living startAgain(Living before) {
    return start(before.number, before.holder, before.storage);
  }

  private Living start(int number, Owner.Holder holder, SimulatedStorage storage) {
    InstanceId id = new InstanceId(String.format("%016x", random.nextLong() >>> 1));
    BulkClient client = index.newClient();
    ModelPipeline pipeline =
        new ModelPipeline(
            config,
            id,
            bug.storage(storage),
            holder,
            bug.client(client),
            clock,
            new Random(random.nextLong()));
    Living process = new Living(number, holder, storage, pipeline, oracle.begin(id), client);
    live.add(process);
    return process;
  }

  void append(Living process, int events) {
    for (int i = 0; i < events; i++) {
      String payload = payloads++ + "-" + "x".repeat(random.nextInt(200));
      if (process.pipeline.append(payload)) {
        oracle.appended(process.life, payload);
      }
    }
  }

  int step(Living process, int agent) {
    try {
      return process.pipeline.step(agent);
    } catch (RuntimeException escaped) {
      StackTraceElement[] where = escaped.getStackTrace();
      oracle.violation(
          "agent "
              + agent
              + " threw "
              + escaped
              + " at "
              + List.of(where).subList(0, Math.min(6, where.length)));
      return 0;
    }
  }

  int stepAll() {
    int work = index.step();
    for (Living process : List.copyOf(live)) {
      for (int agent = 0; agent < process.pipeline.agents(); agent++) {
        work += step(process, agent);
      }
    }
    return work;
  }

  /** Steps everything for so long. */
  void run(Duration duration) {
    run(duration, STEP);
  }

  void run(Duration duration, Duration each) {
    for (Duration at = Duration.ZERO; at.compareTo(duration) < 0; at = at.plus(each)) {
      for (int i = 0; i < 40 && stepAll() > 0; i++) {
        // until nobody has anything to do at this moment
      }
      live.forEach(process -> inspection.checkLock(process.life.instance(), process.number));
      clock.advance(each);
    }
  }

  void kill(Living process) {
    process.life.promiseOnly(process.pipeline.written());
    gone(process);
  }

  /** The power is cut. */
  void crash(Random how) {
    boots++;
    inspection.powerWasCut();
    for (Living process : List.copyOf(live)) {
      process.life.promiseOnly(process.pipeline.synced());
      gone(process);
    }
    syncedAtEnd.forEach(ModelOracle.Life::promiseOnly);
    disk.crash(how);
  }

  private void gone(Living process) {
    live.remove(process);
    syncedAtEnd.put(process.life, process.pipeline.synced());
    index.cut(process.client);
    process.storage.kill();
  }

  /** Closes in order, within a shutdown time-out that is shorter than {@code spool.after}. */
  void close(Living process) {
    ModelPipeline pipeline = process.pipeline;
    pipeline.closing();
    for (int i = 0; i < 60 && !(i < 20 ? pipeline.isSettled() : pipeline.isSecured()); i++) {
      pipeline.seal();
      if (i >= 20 && bug.spillsAtClose()) {
        pipeline.demand();
      }
      run(CLOSING_STEP, CLOSING_STEP);
    }
    long lost = pipeline.stop();
    live.remove(process);
    process.life.mayMiss(lost);
    syncedAtEnd.put(process.life, pipeline.synced());
    if (lost < 0 || (lost > 0 && !faults.everFailed())) {
      oracle.violation("closed with " + lost + " events unsettled: " + pipeline.situation());
    }
    inspection.checkSums(process.pipeline);
  }

  /** Flips a bit of a batch file. */
  void corrupt() {
    inspection.flipBit(random, liveInstances(), MOST_EVENTS);
  }

  private Set<String> liveInstances() {
    return live.stream().map(process -> process.life.instance()).collect(Collectors.toSet());
  }

  /** Everything is well again: all that can arrive does, and the oracle judges. */
  void end() {
    faults.restart();
    faults.heal();
    index.mood(ModelIndex.Mood.WELL);
    if (live.isEmpty()) {
      start();
    }
    runLong();
    if (faults.everFailed()) {
      // what could not be deleted is for the next process to find
      closeAll();
      start();
      runLong();
    }
    for (Living process : live) {
      if (!process.pipeline.isQuiet()) {
        oracle.violation("not delivered: " + process.pipeline.situation());
      }
      inspection.checkSums(process.pipeline);
    }
    inspection.checkNothingIsLeft(liveInstances());
    closeAll();
    inspection.checkNothingIsLeft(Set.of());
    oracle.judgeAtTheEnd();
  }

  private void closeAll() {
    for (Living process : List.copyOf(live)) {
      close(process);
    }
  }

  /** Long enough for whatever is tried again each minute. */
  private void runLong() {
    run(Duration.ofSeconds(15));
    run(Duration.ofSeconds(150), Duration.ofSeconds(5));
    run(Duration.ofSeconds(15));
  }
}
