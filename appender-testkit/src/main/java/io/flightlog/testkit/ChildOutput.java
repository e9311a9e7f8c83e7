package io.flightlog.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All that a process prints, read by a thread of its own so that the process never blocks, kept to
 * the end. A line counts once it is complete: half a line of a killed process may be half a number.
 * Thread-safe.
 */
final class ChildOutput {

  private static final int CHUNK = 1 << 13;

  private final StringBuilder text = new StringBuilder();
  private final Thread reader;
  private boolean ended;

  ChildOutput(InputStream in) {
    reader = new Thread(() -> read(in), "child-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The first line that begins so, which may have been there already.
   *
   * @throws AssertionError with the output, when time is up or the output ends without it
   */
  synchronized String awaitLine(String prefix, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    int from = 0;
    while (true) {
      for (int end; (end = text.indexOf("\n", from)) >= 0; from = end + 1) {
        if (beginsAt(from, prefix)) {
          return text.substring(from, end);
        }
      }
      long left = deadline - System.nanoTime();
      if (ended || left <= 0) {
        String why = ended ? "the child ended without it" : "not within " + atMost;
        throw new AssertionError("no line '" + prefix + "…', " + why + ":\n" + text);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** The newest complete line that begins so. */
  synchronized Optional<String> lastLine(String prefix) {
    int end = text.lastIndexOf("\n");
    while (end >= 0) {
      int start = text.lastIndexOf("\n", end - 1) + 1;
      if (beginsAt(start, prefix)) {
        return Optional.of(text.substring(start, end));
      }
      end = start - 1;
    }
    return Optional.empty();
  }

  /** Waits until everything was read, which it is once every holder of the pipe is gone. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    reader.join(Math.max(1, atMost.toMillis()));
    return !reader.isAlive();
  }

  /** Everything so far. */
  synchronized String all() {
    return text.toString();
  }

  private boolean beginsAt(int start, String prefix) {
    return start + prefix.length() <= text.length()
        && text.substring(start, start + prefix.length()).equals(prefix);
  }

  private void read(InputStream in) {
    char[] chunk = new char[CHUNK];
    try (Reader characters = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int n; (n = characters.read(chunk)) >= 0; ) {
        synchronized (this) {
          text.append(chunk, 0, n);
          notifyAll();
        }
      }
    } catch (IOException e) {
      // as good as the end
    } finally {
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }
}
