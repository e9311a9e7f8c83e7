package io.flightlog.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What can be seen from outside: the locks, the counters, and what lies on the disk. */
final class ModelInspection {
  private final SimulatedDisk disk;
  private final StorageFaults faults;
  private final ModelOracle oracle;
  private final Path destination;
  private boolean mayHaveTorn;
  private boolean mayHaveReturned;

  ModelInspection(SimulatedDisk disk, StorageFaults faults, ModelOracle oracle, Path destination) {
    this.disk = disk;
    this.faults = faults;
    this.oracle = oracle;
    this.destination = destination;
  }

  /** The power was cut: files may be torn, and names be back whose removal was not forced. */
  void powerWasCut() {
    mayHaveTorn = true;
    mayHaveReturned = true;
  }

  /** Nobody but its process may hold the lock of an instance that lives. */
  void checkLock(String instance, int process) {
    Path lock = destination.resolve(instance).resolve(SpoolLayout.LOCK);
    SimulatedDisk.Node node = disk.find(lock);
    Integer owner = node == null ? null : disk.lockOwner(node);
    if (node != null && !faults.everFailed() && (owner == null || owner != process)) {
      oracle.violation("the lock of " + instance + " is held by " + owner);
    }
  }

  void checkSums(ModelPipeline pipeline) {
    if (!pipeline.addsUp()) {
      oracle.violation("counters do not add up: " + pipeline.situation());
    }
    if (!pipeline.errors().isEmpty()) {
      oracle.violation("errors were said: " + pipeline.errors());
    }
  }

  /**
   * @param instances that live
   */
  void checkNothingIsLeft(Set<String> instances) {
    List<String> left = new ArrayList<>();
    if (disk.find(destination) instanceof SimulatedDisk.DirectoryNode directory) {
      left.addAll(directory.names());
    }
    left.removeAll(instances);
    if (mayHaveReturned && faults.everFailed()) {
      // names whose removal could not be forced came back, of files that nobody needed any more
      left.removeIf(
          name -> disk.find(destination.resolve(name).resolve(SpoolLayout.OWNER)) == null);
    }
    if (mayHaveTorn || faults.fired()) {
      left.remove(SpoolLayout.QUARANTINE);
    }
    if (!left.isEmpty()) {
      List<String> files =
          disk.files(destination).keySet().stream()
              .map(file -> destination.relativize(file).toString())
              .filter(file -> instances.stream().noneMatch(file::startsWith))
              .toList();
      oracle.violation("left on the disk: " + left + " " + files);
    }
  }

  /**
   * Flips a bit of a batch file, whose events may then be missing.
   *
   * @param mostEvents that a file of an instance that lives may still get
   */
  void flipBit(Random random, Set<String> live, int mostEvents) {
    List<Map.Entry<Path, SimulatedDisk.FileNode>> files =
        disk.files(destination).entrySet().stream()
            .filter(file -> SpoolLayout.isBatch(file.getKey().toString()))
            .filter(file -> !file.getKey().toString().contains(SpoolLayout.QUARANTINE))
            .filter(file -> file.getValue().size() > 0)
            .toList();
    if (!files.isEmpty()) {
      mayHaveTorn = true;
      Map.Entry<Path, SimulatedDisk.FileNode> file = files.get(random.nextInt(files.size()));
      String instance = file.getKey().getParent().getFileName().toString();
      DamageReport report = DamageReport.of(file.getValue().bytes());
      report.tell(oracle.life(instance), live.contains(instance) ? mostEvents : 0);
      file.getValue().flip(random.nextInt(file.getValue().size() * 8));
    }
  }
}
