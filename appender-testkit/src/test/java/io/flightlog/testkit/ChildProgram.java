package io.flightlog.testkit;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A child of {@link ChildJvmTest}: does what its first argument says. */
final class ChildProgram {

  static final int FLOOD = 20_000;

  private ChildProgram() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    say("pid " + ProcessHandle.current().pid());
    switch (args[0]) {
      case "end" -> {
        System.err.println("an error line");
        System.out.print("stdin " + System.in.read());
        System.exit(3);
      }
      case "hold" -> new CountDownLatch(1).await();
      case "half" -> {
        say("promise 1");
        System.out.print("promise 2");
        System.out.flush();
        Runtime.getRuntime().halt(0);
      }
      case "flood" -> {
        for (int i = 0; i < FLOOD; i++) {
          say("promise " + i + " " + "x".repeat(100));
        }
        say("flooded");
        new CountDownLatch(1).await();
      }
      case "promise" -> {
        for (long i = 0; true; i++) {
          say("promise " + i);
        }
      }
      case "hook" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> say("terminated")));
        say("ready");
        new CountDownLatch(1).await();
      }
      case "parent" -> {
        Process child = new ProcessBuilder("sleep", "1000").inheritIO().start();
        say("child " + child.pid());
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
