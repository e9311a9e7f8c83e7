package io.flightlog.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The small shell process ({@code guard.sh}) between us and a server. It starts the server on
 * command, and when its standard input ends, because we closed it or because we are dead by
 * whatever signal, it ends the server's whole process group and removes the instance's directory.
 * In a session of its own, so that a Ctrl-C at the terminal does not reach it. Used by one thread
 * at a time.
 */
public final class ServerGuard implements AutoCloseable {

  private static final long SECONDS_TO_CLEAN_UP = 120;

  private final Process process;
  private final OutputStream commands;

  private ServerGuard(Process process) {
    this.process = process;
    this.commands = process.getOutputStream();
  }

  /** Starts the guard, not yet the server; the directory need not be there yet. */
  public static ServerGuard over(Path directory, List<String> serverCommand) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", "sh", "-c", script(), "flightlog-server-guard"));
    command.add(directory.toString());
    command.addAll(serverCommand);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    return new ServerGuard(builder.start());
  }

  /** Has the server started; returns at once. */
  public void startServer() throws IOException {
    commands.write("start\n".getBytes(StandardCharsets.US_ASCII));
    commands.flush();
  }

  /** False if the guard was killed: then nobody cleans up. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Ends the server, removes the directory, and waits for both. */
  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // the guard is gone already, which the wait below finds out
    }
    try {
      if (!process.waitFor(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "the guard has not cleaned up within "
                + SECONDS_TO_CLEAN_UP
                + " s, pid "
                + process.pid());
      }
    } catch (InterruptedException e) {
      // it goes on by itself
      Thread.currentThread().interrupt();
    }
  }

  private static String script() throws IOException {
    try (InputStream script = ServerGuard.class.getResourceAsStream("guard.sh")) {
      if (script == null) {
        throw new IOException("guard.sh is missing from the testkit's jar");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
