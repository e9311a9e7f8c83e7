package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines that follow each other on one spool within one JVM, as contexts do. */
class RestartsIT {
  private static final int RESTARTS = 20;
  private static final int LIVES_IN_AN_OUTAGE = 4;
  private static final int EVENTS = 300;

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);

  @TempDir private Path directory;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Tag("T8")
  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void severalLivesInAnOutageLeaveAllToTheLast(String durability) {
    String[] instances = new String[LIVES_IN_AN_OUTAGE];
    for (int i = 0; i < LIVES_IN_AN_OUTAGE; i++) {
      try (SpoolRecorder life =
          new SpoolRecorder(
              settings(durability).with("spool.after", "100 ms").with("shutdownTimeout", "3 s"))) {
        life.logMany(EVENTS);
        life.awaitWritten(EVENTS); // so that half of the time is enough for a slow disk
        PipelineStatistics figures = life.closed();
        assertEquals(0, figures.lost(), life::toString);
        instances[i] = life.instance();
      }
    }
    server.start();
    try (SpoolRecorder last = new SpoolRecorder(settings(durability))) {
      last.adoptEverything(new SpoolFolder(directory));
      assertEquals(0, last.closed().lost(), last::toString);
    }
    for (String instance : instances) {
      server.sequences().assertComplete(instance, EVENTS + 2);
    }
    new SpoolFolder(directory).assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void twentyLivesLeaveNoThreadNoDescriptorAndNoDirectory(String durability) {
    server.start();
    live(durability); // whatever is made once
    List<String> threads = threads();
    List<String> open = descriptors();
    for (int i = 0; i < RESTARTS; i++) {
      live(durability);
    }
    Eventually.await(
        () -> "no more threads than " + threads + ", there are " + threads(),
        SpoolRecorder.LONG,
        () -> threads().size() <= threads.size());
    Eventually.await(
        () -> "no more descriptors than " + open + ", there are " + descriptors(),
        SpoolRecorder.LONG,
        () -> descriptors().size() <= open.size());
    new SpoolFolder(directory).assertEmpty();
  }

  private void live(String durability) {
    try (SpoolRecorder life = new SpoolRecorder(settings(durability))) {
      life.logMany(EVENTS);
      life.flush();
      PipelineStatistics figures = life.closed();
      assertEquals(EVENTS + 2, figures.delivered(), life::toString);
      assertTrue(figures.spooled() == 0, life::toString);
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("flightlog") || name.contains("httpclient"))
        .toList();
  }

  /** What this process holds open, but for what the server of the test does. */
  private static List<String> descriptors() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(RestartsIT::target)
          .filter(Objects::nonNull)
          .filter(target -> !target.startsWith("socket:") && !target.endsWith(".jar"))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return null;
    }
  }

  private Settings settings(String durability) {
    return Settings.of(server.url(), directory, durability);
  }
}
