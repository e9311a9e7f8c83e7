package io.flightlog.spool;

import io.flightlog.batch.InstanceId;
import io.flightlog.config.SpoolConfig;

/**
 * What a spool is made for. Immutable.
 *
 * @param instance that the pipeline begins with; names its directory
 * @param journal whether each group of events is written as it leaves the ring
 * @param target data stream or index of its documents
 * @param version of this library
 * @param constants the members that its documents end with, without braces
 * @param batchBytes of the largest body
 */
public record SpoolSettings(
    SpoolConfig config,
    InstanceId instance,
    boolean journal,
    String target,
    String version,
    String constants,
    int batchBytes) {

  /** Whether the process runs in a container, as its documents say. */
  boolean isInContainer() {
    return constants.contains("\"container.id\":");
  }
}
