package io.flightlog.mission;

import io.flightlog.task.TaskScope;
import io.flightlog.testkit.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An instance in a JVM of its own that is killed in the midst of a run. */
final class KilledInstance {
  private static final Duration TO_RUN = Duration.ofMinutes(2);

  private KilledInstance() {}

  /** Returns when it has run its tasks and is dead; the index has all that it logged. */
  static void live(URI url, String dataset, String name, Path spool) {
    try (ChildJvm child =
        ChildJvm.start(
            Path.of(System.getProperty("java.home")),
            List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            KilledInstance.class,
            url.toString(),
            dataset,
            name,
            spool.toString())) {
      child.awaitLine("delivered", TO_RUN);
      child.kill();
    }
  }

  /** The child. */
  public static void main(String[] args) throws InterruptedException {
    try (RecordedInstance instance =
        new RecordedInstance(URI.create(args[0]), args[1], args[2], Path.of(args[3]))) {
      instance.step(
          RecordedInstance.task("alice", "daily-report", "report-1").attempt(1), "printing", true);
      TaskScope endless = RecordedInstance.task("bob", "endless", "endless-1").open();
      instance.log().info("it goes on and on");
      instance.deliver();
      System.out.println("delivered");
      new CountDownLatch(1).await();
      endless.close();
    }
  }
}
