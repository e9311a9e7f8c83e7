package io.flightlog.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Instance directories for tests of what lies in them. */
final class Directories {
  static final String INSTANCE = SampleFile.INSTANCE;

  private Directories() {}

  static Owner owner(String instance) {
    return new Owner(
        instance, Owner.Holder.current(), "1", "logs-a", "group", "\"agent.name\":\"test\"");
  }

  static SpoolDirectory own(Storage storage, Path destination) throws IOException {
    return SpoolDirectory.create(storage, destination, owner(INSTANCE));
  }

  static SpoolDirectory own(Path destination, String instance) {
    try {
      return SpoolDirectory.create(new DiskStorage(), destination, owner(instance));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What another one left. */
  static SpoolDirectory adopted(Storage storage, Path destination, String instance)
      throws IOException {
    SpoolDirectory dead = SpoolDirectory.create(storage, destination, owner(instance));
    dead.leave();
    SpoolDirectory taken =
        SpoolDirectory.adopt(
            storage, destination.resolve(instance), dead.owner(), Owner.Holder.current());
    if (taken == null) {
      throw new IllegalStateException("it was left, and yet somebody holds it");
    }
    return taken;
  }
}
