package io.flightlog.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

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
      if (!kill.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("kill -" + signal + " " + target + " hangs");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send " + signal + " to " + target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
