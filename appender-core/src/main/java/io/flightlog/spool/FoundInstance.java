package io.flightlog.spool;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance's directory as {@link SpoolSurvey} found it. Immutable; the files may be gone by now.
 *
 * @param owner who holds it; null when that cannot be read
 * @param state what it wrote last of its counters; null when that cannot be read
 * @param files its batch files, in the order of their sequences
 */
public record FoundInstance(
    Path path, @Nullable Owner owner, @Nullable InstanceState state, List<Path> files) {

  /** The directory's name. */
  public String id() {
    return String.valueOf(path.getFileName());
  }
}
