package io.flightlog.examples.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One scheduler instance as its parent sees it: the child process, and the file that its console
 * goes to. The child's standard input is its {@link Lifeline}: nobody writes to it, and it ends
 * with this JVM.
 */
final class InstanceProcess {
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /** In local time; Log4j2's own words about itself begin with a date too, with its zone. */
  private static final Pattern EVENT =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ");

  private final String name;
  private final Path console;
  private final Process process;
  private volatile boolean killed;

  private InstanceProcess(String name, Path console, Process process) {
    this.name = name;
    this.console = console;
    this.process = process;
  }

  /**
   * @param jvmArguments its class path among them, and what its logging needs to know
   * @param environment what the configuration of its logging refers to
   */
  static InstanceProcess start(
      String name,
      Path directory,
      List<String> jvmArguments,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException {
    Path console = directory.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // what a small process needs, and what makes it start fast: no optimising compiler
    command.addAll(
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(jvmArguments);
    command.add(SchedulerInstance.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("INSTANCE_NAME", name);
    return new InstanceProcess(name, console, builder.start());
  }

  String name() {
    return name;
  }

  Path console() {
    return console;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether {@link #kill} ended it. */
  boolean wasKilled() {
    return killed;
  }

  boolean isReady() {
    return text().contains(SchedulerInstance.READY);
  }

  /**
   * How many events it has logged, by its own console: the reference for what Elasticsearch must
   * have.
   */
  long eventsLogged() {
    return eventsIn(text());
  }

  static long eventsIn(String console) {
    return console.lines().filter(line -> EVENT.matcher(line).find()).count();
  }

  /** What it said last of how many of its events are safe. */
  SafeEvents safeEvents() {
    return SafeEvents.lastOf(text());
  }

  /** SIGKILL: no hook runs, nothing is drained. */
  void kill() {
    killed = true;
    process.destroyForcibly();
  }

  /** SIGTERM: the instance finishes its tasks and drains. */
  void terminate() {
    // not Process.destroy(), which also closes the child's standard input: its lifeline
    process.toHandle().destroy();
  }

  /**
   * Waits for the end. Returns whether it ended in time, and by SIGTERM rather than in any other
   * way.
   */
  boolean endedInOrder(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        && process.exitValue() == ENDED_BY_SIGTERM;
  }

  /**
   * Waits for the end of a killed one, however long that takes the system; an interrupt ends the
   * wait.
   */
  void awaitGone() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String text() {
    try {
      // the last line of a killed process may end within a character
      return new String(Files.readAllBytes(console), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("console of " + name, e);
    }
  }
}
