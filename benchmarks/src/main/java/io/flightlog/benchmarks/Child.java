package io.flightlog.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One JVM of a trial: takes commands on its standard input, replies on its standard output, and
 * ends with this process, since its standard input does. Its standard error goes to a file. One
 * thread.
 */
final class Child implements AutoCloseable {
  private static final Duration LEAVE = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Writer commands;
  private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts a program of this class path. */
  static Child start(
      String name, Path directory, Class<?> program, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), program.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(directory.resolve(name + ".err").toFile())
              .start();
      Child child = new Child(name, process);
      Thread reader = new Thread(child::read, "output of " + name);
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " did not start", e);
    }
  }

  /** Ours; the child runs in another directory. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Gives a command and does not wait. */
  void tell(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException gone) {
      throw new TrialFailedException(name + " has ended before '" + command + "'");
    }
  }

  /**
   * Waits for the next line.
   *
   * @throws TrialFailedException if it is about anything else, or there is none in time
   */
  Reply await(String word, Duration limit) throws InterruptedException {
    Optional<String> line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new TrialFailedException(
          name + " did not say '" + word + "' within " + limit.toSeconds() + " s");
    }
    Reply reply =
        Reply.parse(
            line.orElseThrow(
                () -> new TrialFailedException(name + " ended before it said '" + word + "'")));
    if (!reply.word().equals(word)) {
      throw new TrialFailedException(name + " said '" + reply + "' instead of '" + word + "'");
    }
    return reply;
  }

  /** Lets the child leave. Throws unless it does so in time, with status 0, without a word. */
  void leave() throws InterruptedException {
    endOfCommands();
    if (!process.waitFor(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TrialFailedException(name + " did not leave");
    }
    Optional<String> line = lines.poll(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
    if (process.exitValue() != 0 || line == null || line.isPresent()) {
      throw new TrialFailedException(
          name + " left with status " + process.exitValue() + ", saying " + line);
    }
  }

  /** Sends SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** Ends the child, however it is. */
  @Override
  public void close() {
    endOfCommands();
    kill();
  }

  private void endOfCommands() {
    try {
      commands.close();
    } catch (IOException gone) {
      // it has ended by itself
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = output.readLine()) != null; ) {
        lines.add(Optional.of(line));
      }
    } catch (IOException cut) {
      // by close()
    }
    lines.add(Optional.empty());
  }
}
