package io.flightlog.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own, with this one's class path, for what ends a JVM or needs another one than this.
 * {@link #run} is for one that ends by itself; {@link #start} for one that is watched and killed:
 * it prints what it promises, a line each, and what it had printed is there after its death. Its
 * standard input is empty, its errors are among its output. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {

  private static final Duration TO_RUN = Duration.ofMinutes(5);
  private static final Duration TO_DIE = Duration.ofMinutes(2);

  /** How it ended, and all that it printed. */
  public record Ended(int status, String output) {}

  private final Process process;
  private final Path java;
  private final ChildOutput output;
  private final Thread hook = new Thread(this::destroy, "kill-child");

  private ChildJvm(Process process, Path java) {
    this.process = process;
    this.java = java;
    this.output = new ChildOutput(process.getInputStream());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Runs the main class until it ends; killed when it does not. */
  public static Ended run(Path javaHome, Class<?> main, String... arguments) {
    return run(javaHome, null, List.of(), main, arguments);
  }

  /**
   * As above.
   *
   * @param first stands before everything else on the class path, unless null
   * @param options of the JVM
   */
  public static Ended run(
      Path javaHome,
      @Nullable Path first,
      List<String> options,
      Class<?> main,
      String... arguments) {
    try (ChildJvm child = launch(List.of(), javaHome, first, options, main, arguments)) {
      if (!child.ends(TO_RUN)) {
        child.kill();
      }
      return new Ended(child.awaitEnd(TO_DIE), child.output());
    }
  }

  /** Starts the main class and returns at once. */
  public static ChildJvm start(
      Path javaHome, List<String> options, Class<?> main, String... arguments) {
    return launch(List.of(), javaHome, null, options, main, arguments);
  }

  /**
   * As above.
   *
   * @param prefix a command that runs the command behind it, such as {@code strace -f -o file}; it
   *     dies with the JVM, and its status is the one that counts
   */
  public static ChildJvm startUnder(
      List<String> prefix,
      Path javaHome,
      List<String> options,
      Class<?> main,
      String... arguments) {
    return launch(prefix, javaHome, null, options, main, arguments);
  }

  private static ChildJvm launch(
      List<String> prefix,
      Path javaHome,
      @Nullable Path first,
      List<String> options,
      Class<?> main,
      String... arguments) {
    Path java = javaHome.resolve("bin").resolve("java");
    List<String> command = new ArrayList<>(prefix);
    command.add(java.toString());
    command.add("-Xmx256m");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(options);
    command.add("-cp");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.add(first == null ? classPath : first + File.pathSeparator + classPath);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      ChildJvm child = new ChildJvm(process, java.toRealPath());
      process.getOutputStream().close();
      return child;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The first complete line that begins so, which may have been printed already.
   *
   * @throws AssertionError with the output, when time is up or the child ends without it
   */
  public String awaitLine(String prefix, Duration atMost) {
    try {
      return output.awaitLine(prefix, atMost);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The newest complete line that begins so: the promise that counts, once the child is dead. */
  public Optional<String> lastLine(String prefix) {
    return output.lastLine(prefix);
  }

  /** All that it printed so far. */
  public String output() {
    return output.all();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /**
   * SIGKILL to it and all its descendants; returns when they are gone and all they wrote is read.
   */
  public void kill() {
    destroy();
    awaitEnd(TO_DIE);
  }

  /** SIGTERM to the JVM, also where a prefix stands before it; returns at once. */
  public void terminate() {
    Eventually.await("the JVM begins", TO_DIE, () -> !process.isAlive() || jvm().isPresent());
    jvm().ifPresent(ProcessHandle::destroy);
  }

  /**
   * Waits for its end, and until all that it printed is read.
   *
   * @return its exit status; 128 and the signal's number if a signal ended it
   * @throws AssertionError with the output, when time is up
   */
  public int awaitEnd(Duration atMost) {
    if (!ends(atMost)) {
      throw new AssertionError("the child has not ended within " + atMost + ":\n" + output());
    }
    return process.exitValue();
  }

  /** Kills what is left of it. */
  @Override
  public void close() {
    if (!ends(Duration.ZERO)) {
      kill();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this JVM is ending, and the hook has run or will
    }
  }

  private boolean ends(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS)
          && output.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The JVM first: a tracer that dies before it would let it go on. */
  private void destroy() {
    List<ProcessHandle> all = handles().toList();
    jvm().ifPresent(ProcessHandle::destroyForcibly);
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private Optional<ProcessHandle> jvm() {
    return handles()
        .filter(handle -> handle.info().command().map(Path::of).filter(java::equals).isPresent())
        .findFirst();
  }

  private Stream<ProcessHandle> handles() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for a child", e);
  }
}
