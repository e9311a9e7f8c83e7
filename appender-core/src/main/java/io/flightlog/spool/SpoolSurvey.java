package io.flightlog.spool;

import io.flightlog.batch.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what lies in a spool from outside, while others may write, send and remove it. Opens no
 * {@code LOCK}: one of this process's own would be lost by that. Follows no link but to where it
 * begins. Stateless.
 */
public final class SpoolSurvey {
  private final Storage storage;

  public SpoolSurvey(Storage storage) {
    this.storage = storage;
  }

  /**
   * Looks at a spool's root, at a destination or at one instance, whichever the directory is.
   *
   * @return the destinations that it holds, or the one that it is, or lies in, with the instances
   *     below it; none when it is empty; null when it is something else
   * @throws IOException when it cannot be read
   */
  public @Nullable List<FoundDestination> look(Path directory) throws IOException {
    Path start = directory.toRealPath();
    if (!Files.isDirectory(start)) {
      return null;
    }
    Path parent = start.getParent();
    if (isInstance(start)) {
      return List.of(destination(parent == null ? start : parent, start::equals));
    }
    List<Path> below = directories(start);
    if (below.stream().anyMatch(SpoolSurvey::isKept) || hasInstance(below)) {
      return List.of(destination(start, path -> true));
    }
    List<FoundDestination> found = new ArrayList<>();
    for (Path path : below) {
      if (isDestination(path)) {
        found.add(destination(path, instance -> true));
      }
    }
    boolean isNone = found.isEmpty() && !storage.list(start).isEmpty();
    return isNone ? null : found;
  }

  private FoundDestination destination(Path path, Predicate<Path> wanted) throws IOException {
    List<FoundInstance> instances = new ArrayList<>();
    for (Path each : directories(path)) {
      FoundInstance found = wanted.test(each) && isInstance(each) ? instance(each) : null;
      if (found != null) {
        instances.add(found);
      }
    }
    return new FoundDestination(
        path,
        instances,
        paths(SpoolLayout.deadLetters(path), n -> n.endsWith(SpoolLayout.DEAD_LETTER_SUFFIX)),
        paths(SpoolLayout.quarantine(path), name -> true));
  }

  /** Null when it was removed meanwhile. */
  private @Nullable FoundInstance instance(Path path) throws IOException {
    Owner owner = owner(path);
    InstanceState state = state(path);
    List<Path> files = paths(path, SpoolLayout::isBatch);
    boolean isGone = owner == null && files.isEmpty();
    return isGone ? null : new FoundInstance(path, owner, state, files);
  }

  private @Nullable Owner owner(Path instance) throws IOException {
    try {
      return SpoolDirectory.ownerOf(storage, instance);
    } catch (NoSuchFileException removedMeanwhile) {
      return null;
    }
  }

  private @Nullable InstanceState state(Path instance) throws IOException {
    StateFile state;
    try {
      state = new StateFile(storage.open(instance.resolve(SpoolLayout.STATE)));
    } catch (NoSuchFileException none) {
      return null;
    }
    try {
      return state.read();
    } finally {
      state.close();
    }
  }

  private boolean hasInstance(List<Path> directories) throws IOException {
    for (Path directory : directories) {
      if (isInstance(directory)) {
        return true;
      }
    }
    return false;
  }

  /** Those of a destination that was emptied are both without anything: only the name tells. */
  private boolean isDestination(Path path) throws IOException {
    List<Path> below = directories(path);
    return below.stream().anyMatch(SpoolSurvey::isKept)
        || hasInstance(below)
        || (InstanceId.isOne(name(path)) && storage.list(path).isEmpty());
  }

  private boolean isInstance(Path path) throws IOException {
    return InstanceId.isOne(name(path))
        && storage.list(path).stream()
            .anyMatch(
                name ->
                    name.equals(SpoolLayout.OWNER)
                        || name.equals(SpoolLayout.LOCK)
                        || name.equals(SpoolLayout.STATE)
                        || SpoolLayout.isBatch(name));
  }

  private static boolean isKept(Path path) {
    return name(path).equals(SpoolLayout.DEAD_LETTERS)
        || name(path).equals(SpoolLayout.QUARANTINE)
        || SpoolLayout.isTemporary(name(path));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private List<Path> directories(Path path) throws IOException {
    return paths(path, name -> Files.isDirectory(path.resolve(name), LinkOption.NOFOLLOW_LINKS));
  }

  private List<Path> paths(Path directory, Predicate<String> wanted) throws IOException {
    return storage.list(directory).stream().filter(wanted).map(directory::resolve).toList();
  }
}
