package io.flightlog.tool;

import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.FoundDestination;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.SpoolSurvey;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is to look at: below a directory that the user named, all or one instance of it.
 * Immutable.
 *
 * @param destinations with those of their instances that are meant
 */
record Selection(List<FoundDestination> destinations) {
  /** The option that picks one instance. */
  static final String INSTANCE = "--instance";

  static Selection of(Arguments arguments) throws UsageException, IOException {
    Selection all = below(arguments.directory());
    String id = arguments.value(INSTANCE);
    return id == null ? all : all.only(id);
  }

  private static Selection below(String directory) throws UsageException, IOException {
    List<FoundDestination> found;
    try {
      found = new SpoolSurvey(new DiskStorage()).look(Path.of(directory));
    } catch (InvalidPathException notOne) {
      throw new UsageException("not a path: " + directory);
    }
    if (found == null) {
      throw new UsageException(
          directory + " is no spool of Flightlog, nor a destination or an instance in one");
    }
    return new Selection(found);
  }

  private Selection only(String id) throws UsageException {
    for (FoundDestination destination : destinations) {
      for (FoundInstance instance : destination.instances()) {
        if (instance.id().equals(id)) {
          return new Selection(
              List.of(
                  new FoundDestination(
                      destination.path(),
                      List.of(instance),
                      destination.deadLetters(),
                      destination.quarantined())));
        }
      }
    }
    throw new UsageException("there is no instance " + id + hint());
  }

  /** The one instance; a mistake of the user's when there are several. */
  @Nullable FoundInstance single() throws UsageException {
    List<FoundInstance> all = instances();
    if (all.size() > 1) {
      throw new UsageException("which instance?" + hint());
    }
    return all.isEmpty() ? null : all.get(0);
  }

  List<FoundInstance> instances() {
    List<FoundInstance> all = new ArrayList<>();
    destinations.forEach(destination -> all.addAll(destination.instances()));
    return all;
  }

  private String hint() {
    List<FoundInstance> all = instances();
    StringBuilder text = new StringBuilder();
    text.append(all.isEmpty() ? "; there is none" : " " + INSTANCE + " takes one of:");
    all.forEach(instance -> text.append("\n  ").append(instance.id()));
    return text.toString();
  }
}
