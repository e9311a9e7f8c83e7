package io.flightlog.testkit.server;

import java.nio.file.Path;

/**
 * The machine's temporary files, which a server's process of another user can enter too, while the
 * tests of this process have a directory of their own.
 */
public final class MachineTemporary {
  private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

  private MachineTemporary() {}

  /** What {@code java.io.tmpdir} said when this class was first used. */
  public static Path directory() {
    return DIRECTORY;
  }
}
