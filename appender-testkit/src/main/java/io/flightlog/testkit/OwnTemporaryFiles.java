package io.flightlog.testkit;

import io.flightlog.testkit.server.FileTrees;
import io.flightlog.testkit.server.MachineTemporary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives each run of tests a {@code java.io.tmpdir} of its own, which is gone behind it. There a
 * pipeline has its spool by default, and sends what any earlier one with the same address of a
 * server left in it: an event of another run would arrive in this one's test. JUnit finds this
 * class by itself.
 */
public final class OwnTemporaryFiles implements LauncherSessionListener {
  private static final String PROPERTY = "java.io.tmpdir";

  private final Path machines = MachineTemporary.directory();
  private final String before = System.getProperty(PROPERTY);
  private @Nullable Path own;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      own = Files.createTempDirectory(machines, "flightlog-tests-");
    } catch (IOException failed) {
      throw new UncheckedIOException("no directory in " + machines, failed);
    }
    System.setProperty(PROPERTY, own.toString());
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    System.setProperty(PROPERTY, before);
    if (own != null) {
      try {
        FileTrees.delete(own);
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot remove " + own, failed);
      }
    }
  }
}
