package io.flightlog.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A child's standard input: a command a line, from a parent that holds the pipe open. When the
 * parent is gone, however it went, the pipe ends; then this JVM ends too, whatever it is doing.
 */
final class Commands {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int ABANDONED = 3;

  private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private Commands() {}

  /** Begins to read. */
  static Commands ofParent() {
    Commands commands = new Commands();
    Thread reader = new Thread(commands::read, "commands");
    reader.setDaemon(true);
    reader.start();
    return commands;
  }

  /** Waits for the next; null when there will be none. */
  @Nullable String next() throws InterruptedException {
    return lines.take().orElse(null);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line; (line = in.readLine()) != null; ) {
        lines.add(Optional.of(line));
      }
    } catch (IOException broken) {
      // a broken pipe is one that has ended
    }
    lines.add(Optional.empty());
    long deadline = System.nanoTime() + GRACE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(GRACE.toNanos());
    }
    Runtime.getRuntime().halt(ABANDONED);
  }
}
