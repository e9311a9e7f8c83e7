package io.flightlog.spool;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link SpoolSurvey} found of those who send to one place. Immutable.
 *
 * @param instances sorted by id
 * @param deadLetters files of dead letters, a line of JSON each letter
 * @param quarantined files that were put aside because nobody can read them
 */
public record FoundDestination(
    Path path, List<FoundInstance> instances, List<Path> deadLetters, List<Path> quarantined) {

  /** The directory's name: a hash of target and group. */
  public String id() {
    return String.valueOf(path.getFileName());
  }

  /** Data stream or index; empty when no instance tells. */
  public String target() {
    for (FoundInstance instance : instances) {
      Owner owner = instance.owner();
      if (owner != null) {
        return owner.target();
      }
    }
    return "";
  }

  /** Whose leftovers these are: mostly the URLs that they were meant for; empty as above. */
  public String group() {
    for (FoundInstance instance : instances) {
      Owner owner = instance.owner();
      if (owner != null) {
        return owner.group();
      }
    }
    return "";
  }
}
