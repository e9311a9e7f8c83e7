package io.flightlog.spool;

import io.flightlog.batch.InstanceId;
import io.flightlog.config.SpoolConfig;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a spool is made for. Immutable.
 *
 * @param instance that the pipeline begins with; names its directory
 * @param journal whether each group of events is written as it leaves the ring
 * @param target data stream or index of its documents
 * @param version of this library
 * @param constants the members that its documents end with, without braces
 * @param batchBytes of the largest body
 * @param adoption what to send of what others left, when that is all there is to do; null for a
 *     pipeline, which has a directory of its own and adopts whatever its like left
 */
public record SpoolSettings(
    SpoolConfig config,
    InstanceId instance,
    boolean journal,
    String target,
    String version,
    String constants,
    int batchBytes,
    @Nullable Adoption adoption) {

  /**
   * Instances to be taken over, and no others.
   *
   * @param destination the directory that they lie in
   */
  public record Adoption(Path destination, Set<String> instances) {}

  /** For a pipeline. */
  public SpoolSettings(
      SpoolConfig config,
      InstanceId instance,
      boolean journal,
      String target,
      String version,
      String constants,
      int batchBytes) {
    this(config, instance, journal, target, version, constants, batchBytes, null);
  }

  /** What it works in. */
  Path destination() {
    return adoption != null
        ? adoption.destination()
        : config.directory().resolve(SpoolLayout.destination(target, config.group()));
  }

  Owner owner(Owner.Holder process) {
    return new Owner(instance.value(), process, version, target, config.group(), constants);
  }

  /** Whether to take over a directory of this name, if nobody holds it. */
  boolean wants(String name) {
    return adoption != null
        ? adoption.instances().contains(name)
        : InstanceId.isOne(name) || SpoolLayout.isTemporary(name);
  }

  /** Whether the process runs in a container, as its documents say. */
  boolean isInContainer() {
    return constants.contains("\"container.id\":");
  }
}
