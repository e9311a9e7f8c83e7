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

  final Random random;
  final SimulatedClock clock = new SimulatedClock();
  final SimulatedDisk disk = new SimulatedDisk();
  final StorageFaults faults;
  final ModelOracle oracle = new ModelOracle();
  final ModelIndex index;
  private final PipelineConfig config;
  private final ModelBug bug;
  private final List<ModelProcess> live = new ArrayList<>();
  private final Map<ModelOracle.Life, Long> syncedAtEnd = new HashMap<>();
  private int processes;
  private int boots;
  private int payloads;
  private boolean corrupted;

  ModelWorld(long seed, OptionValues options, ModelBug bug) {
    this(seed, options, bug, seed + 1);
  }

  /**
   * @param faultSeed decides how far a fault goes
   */
  ModelWorld(long seed, OptionValues options, ModelBug bug, long faultSeed) {
    this.random = ModelSettings.random(seed);
    this.faults = new StorageFaults(ModelSettings.random(faultSeed));
    this.index = new ModelIndex(oracle, ModelSettings.random(seed + 2));
    this.config = PipelineConfig.from(options);
    this.bug = bug;
    disk.makeParent(ROOT);
  }

  List<ModelProcess> live() {
    return live;
  }

  ModelProcess start() {
    int number = ++processes;
    Owner.Holder holder = new Owner.Holder(number, 1000, "boot-" + boots, "host");
    return start(number, holder, new SimulatedStorage(disk, faults, number));
  }

  /** Another pipeline of a process that closed one. */
  ModelProcess startAgain(ModelProcess before) {
    return start(before.number(), before.holder(), before.storage());
  }

  private ModelProcess start(int number, Owner.Holder holder, SimulatedStorage storage) {
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
    ModelProcess process =
        new ModelProcess(number, holder, storage, pipeline, oracle.begin(id), client);
    live.add(process);
    return process;
  }

  void append(ModelProcess process, int events) {
    for (int i = 0; i < events; i++) {
      String payload = payloads++ + "-" + "x".repeat(random.nextInt(200));
      if (process.pipeline().append(payload)) {
        oracle.appended(process.life(), payload);
      }
    }
  }

  int step(ModelProcess process, int agent) {
    try {
      return process.pipeline().step(agent);
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
    for (ModelProcess process : List.copyOf(live)) {
      for (int agent = 0; agent < process.pipeline().agents(); agent++) {
        work += step(process, agent);
      }
      checkLock(process);
    }
    return work;
  }

  /** Nobody but its process may hold the lock of an instance that lives. */
  private void checkLock(ModelProcess process) {
    Path lock = directory(process.life().instance()).resolve(SpoolLayout.LOCK);
    SimulatedDisk.Node node = disk.find(lock);
    Integer owner = node == null ? null : disk.lockOwner(node);
    if (node != null && !faults.everFailed() && (owner == null || owner != process.number())) {
      oracle.violation("the lock of " + process.life().instance() + " is held by " + owner);
    }
  }

  Path destination() {
    return ROOT.resolve(
        SpoolLayout.destination(config.destination().target(), config.spool().group()));
  }

  Path directory(String instance) {
    return destination().resolve(instance);
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
      clock.advance(each);
    }
  }

  void kill(ModelProcess process) {
    process.life().promiseOnly(process.pipeline().written());
    gone(process);
  }

  /** The power is cut. */
  void crash(Random how) {
    boots++;
    for (ModelProcess process : List.copyOf(live)) {
      process.life().promiseOnly(process.pipeline().synced());
      gone(process);
    }
    syncedAtEnd.forEach(ModelOracle.Life::promiseOnly);
    disk.crash(how);
  }

  private void gone(ModelProcess process) {
    live.remove(process);
    syncedAtEnd.put(process.life(), process.pipeline().synced());
    index.cut(process.client());
    process.storage().kill();
  }

  /** Closes in order, within a shutdown time-out that is shorter than {@code spool.after}. */
  void close(ModelProcess process) {
    ModelPipeline pipeline = process.pipeline();
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
    process.life().mayMiss(lost);
    syncedAtEnd.put(process.life(), pipeline.synced());
    if (lost < 0 || (lost > 0 && !faults.everFailed())) {
      oracle.violation("closed with " + lost + " events unsettled: " + pipeline.situation());
    }
    checkSums(process);
  }

  /** Flips a bit of a batch file. */
  void corrupt() {
    List<Map.Entry<Path, SimulatedDisk.FileNode>> files =
        disk.files(ROOT).entrySet().stream()
            .filter(file -> SpoolLayout.isBatch(file.getKey().toString()))
            .filter(file -> !file.getKey().toString().contains(SpoolLayout.QUARANTINE))
            .filter(file -> file.getValue().size() > 0)
            .toList();
    if (!files.isEmpty()) {
      corrupted = true;
      Map.Entry<Path, SimulatedDisk.FileNode> file = files.get(random.nextInt(files.size()));
      ModelOracle.Life life = oracle.life(file.getKey().getParent().getFileName().toString());
      boolean mayGrow = live.stream().anyMatch(process -> process.life() == life);
      DamageReport.of(file.getValue().bytes()).tell(life, mayGrow ? MOST_EVENTS : 0);
      file.getValue().flip(random.nextInt(file.getValue().size() * 8));
    }
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
    for (ModelProcess process : live) {
      if (!process.pipeline().isQuiet()) {
        oracle.violation("not delivered: " + process.pipeline().situation());
      }
      checkSums(process);
    }
    Set<String> instances =
        live.stream().map(process -> process.life().instance()).collect(Collectors.toSet());
    checkNothingIsLeft(instances);
    closeAll();
    checkNothingIsLeft(Set.of());
    oracle.judgeAtTheEnd();
  }

  private void closeAll() {
    for (ModelProcess process : List.copyOf(live)) {
      close(process);
    }
  }

  /** Long enough for whatever is tried again each minute. */
  private void runLong() {
    run(Duration.ofSeconds(15));
    run(Duration.ofSeconds(150), Duration.ofSeconds(5));
    run(Duration.ofSeconds(15));
  }

  private void checkSums(ModelProcess process) {
    ModelPipeline pipeline = process.pipeline();
    if (!pipeline.addsUp()) {
      oracle.violation("counters do not add up: " + pipeline.situation());
    }
    if (!pipeline.errors().isEmpty()) {
      oracle.violation("errors were said: " + pipeline.errors());
    }
  }

  private void checkNothingIsLeft(Set<String> instances) {
    List<String> left = new ArrayList<>();
    if (disk.find(destination()) instanceof SimulatedDisk.DirectoryNode directory) {
      left.addAll(directory.names());
    }
    left.removeAll(instances);
    if (boots > 0 && faults.everFailed()) {
      // names whose removal could not be forced came back, of files that nobody needed any more
      left.removeIf(name -> disk.find(directory(name).resolve(SpoolLayout.OWNER)) == null);
    }
    if (corrupted || boots > 0 || faults.fired()) {
      left.remove(SpoolLayout.QUARANTINE);
    }
    if (!left.isEmpty()) {
      List<String> files =
          disk.files(destination()).keySet().stream()
              .map(file -> destination().relativize(file).toString())
              .filter(file -> instances.stream().noneMatch(file::startsWith))
              .toList();
      oracle.violation("left on the disk: " + left + " " + files);
    }
  }
}
