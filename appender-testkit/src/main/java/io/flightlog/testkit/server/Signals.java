package io.flightlog.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sends signals, also to whole process groups, which {@link ProcessHandle} cannot. */
public final class Signals {

  private Signals() {}

  /**
   * Returns when the signal is sent; a process that is gone is no error.
   *
   * @param signal its name without {@code SIG}
   * @param target a process id, or a process group's id negated
   */
  public static void send(String signal, long target) {
    try {
      // the shell's own kill: a machine may lack the program
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " \"$1\"", "kill", "" + target)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("kill -" + signal + " " + target + " hangs");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send " + signal + " to " + target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether every thread of a process has come to a stop, which is some time after the signal was
   * sent: until then one may still answer.
   */
  public static boolean isStopped(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", "" + pid, "task"))) {
      return threads.allMatch(Signals::isThreadStopped);
    } catch (IOException gone) {
      return true;
    }
  }

  /** {@code /proc/…/stat} is: number, name in parentheses, state (T when stopped), and so on. */
  private static boolean isThreadStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return true;
    }
  }
}
