package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.examples.fleet.FleetDemo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The fleet of {@code examples/demo.sh}, small and short, in processes of its own. */
final class FleetRun {
  private static final long MINUTES_TO_RUN = 5;
  private static final Path BUILD = Path.of("..", "scheduler-fleet", "target");
  private static final String LAST_QUESTION = "4. Is anything missing?";

  private FleetRun() {}

  /**
   * Returns when it has logged all it had to, with one instance killed, has asked its questions,
   * and is gone. Whether it likes the answers is not looked at: in a short run on a slow machine,
   * say, a trace may not get to a second instance.
   */
  static void into(URI elasticsearch, Path directory) throws IOException, InterruptedException {
    Path console = directory.resolve("console");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    // its standard input stays open for as long as it may live
    Process fleet =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    classPath,
                    FleetDemo.class.getName(),
                    "--elasticsearch",
                    elasticsearch.toString(),
                    "--instances",
                    "2",
                    "--seconds",
                    "12",
                    "--build",
                    BUILD.toString(),
                    "--directory",
                    Files.createDirectory(directory.resolve("fleet")).toString()))
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    try {
      assertTrue(fleet.waitFor(MINUTES_TO_RUN, TimeUnit.MINUTES), "it ends");
      String said = Files.readString(console);
      assertTrue(said.contains(LAST_QUESTION), said);
    } finally {
      fleet.getOutputStream().close();
      fleet.destroyForcibly();
    }
  }
}
