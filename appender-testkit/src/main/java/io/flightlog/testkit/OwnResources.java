package io.flightlog.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the library must give back: its threads, and descriptors of this process. */
public final class OwnResources {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Of the JVM itself: a class file opened late, a socket of the fake that is being closed. */
  private static final long SLACK = 8;

  private OwnResources() {}

  /** Longer than the grace of a reload and a close. */
  public static void awaitNoThread() {
    Eventually.await(() -> "threads left: " + threads(), PATIENCE, () -> threads().isEmpty());
  }

  /** Until there are hardly more than so many. */
  public static void awaitDescriptors(long before) {
    Eventually.await(
        () -> descriptors() + " descriptors, before: " + before,
        PATIENCE,
        () -> descriptors() <= before + SLACK);
  }

  /** Open files and sockets of this process. */
  public static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("flightlog-"))
        .toList();
  }
}
