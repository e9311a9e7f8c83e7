package io.flightlog.logback;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for what ends a JVM, or needs another one than this. */
final class ChildJvm {
  private static final long SECONDS_TO_END = 120;

  /** How it ended, and all that it printed. */
  record Ended(int status, String output) {}

  private ChildJvm() {}

  /** Runs the main class with this JVM's class path until it ends; killed when it does not. */
  static Ended run(Path javaHome, Class<?> main, String... arguments) {
    return run(javaHome, null, List.of(), main, arguments);
  }

  /**
   * As above.
   *
   * @param first stands before everything else on the class path, unless null
   * @param options of the JVM
   */
  static Ended run(
      Path javaHome, Path first, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-Xmx256m");
    command.addAll(options);
    command.add("-cp");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.add(first == null ? classPath : first + File.pathSeparator + classPath);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Thread watchdog = new Thread(() -> killWhenLate(process), "child-watchdog");
      watchdog.setDaemon(true);
      watchdog.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void killWhenLate(Process process) {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
