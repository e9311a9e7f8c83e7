package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way, with so few events that no figure means anything but the counts. */
class EndToEndTest {
  private static final int EVENTS = 3000;

  @TempDir private Path directory;

  @Test
  @Tag("full")
  void everySubjectDeliversEveryEventOnceAndIsDrawn() throws IOException {
    assertEquals(0, run("--warm-up", "1000", "--events", "" + EVENTS));
    for (Subject subject : Subject.values()) {
      if (subject.receiver() != ReceiverKind.NONE && subject.receiver() != ReceiverKind.REAL) {
        assertDelivered(subject, EVENTS);
      }
    }
    assertDrawn("latencies.png");
  }

  @ParameterizedTest
  @EnumSource(names = {"DOWN", "UNAVAILABLE", "SLOW"})
  @Tag("full")
  void whatIsLoggedThroughAFaultOfTheReceiverArrives(Fault fault) throws IOException {
    assertEquals(0, runFaulty(fault));
    assertDelivered(Subject.FLIGHTLOG, EVENTS);
    assertTrue(figures(Subject.FLIGHTLOG).has("RESUMED_SECONDS"), "logged longer than it lasted");
    assertDrawn("throughput.png"); // not of runs that are over within a second
  }

  @Test
  @Tag("full")
  void whatAKilledApplicationHadLeftOnDiskArrivesWhenItIsBack() throws IOException {
    assertEquals(0, runFaulty(Fault.KILL));
    JsonNode figures = figures(Subject.FLIGHTLOG);
    assertEquals(EVENTS, figures.get("DELIVERED").asLong() + figures.get("LOST").asLong());
    assertFalse(figures.has("CPU_NANOS"), "of a process that is gone");
  }

  private int runFaulty(Fault fault) {
    return run(
        "--fault",
        fault.toString(),
        "--fault-after",
        "0",
        "--fault-for",
        "1",
        "--rate",
        "2000",
        "--warm-up",
        "100",
        "--events",
        "" + EVENTS,
        "--only",
        "flightlog");
  }

  private void assertDelivered(Subject subject, long events) throws IOException {
    JsonNode figures = figures(subject);
    assertEquals(events, figures.get("DELIVERED").asLong(), subject.id());
    assertEquals(0, figures.get("LOST").asLong(), subject.id());
    assertEquals(0, figures.get("DUPLICATED").asLong(), subject.id());
  }

  private void assertDrawn(String picture) throws IOException {
    assertTrue(ImageIO.read(directory.resolve(picture).toFile()).getWidth() > 0, picture);
  }

  private JsonNode figures(Subject subject) throws IOException {
    return subjects().get(subject.id()).get("rounds").get(0).get("figures");
  }

  @Test
  void theJarThatAPeerNeedsIsThere() {
    String option = "-Xbootclasspath/a:";
    assertTrue(
        Subject.LOG4J2_FILE.jvmOptions(0, directory.resolve("unused")).stream()
            .anyMatch(
                given ->
                    given.startsWith(option)
                        && Files.exists(Path.of(given.substring(option.length())))));
  }

  @Test
  void anApplicationThatDoesNotStartIsReportedAsFailed() throws IOException {
    assertEquals(1, run("--only", "no-op", "--producers", "0", "--events", "1"));
    JsonNode noOp = subjects().get("no-op");
    assertEquals(0, noOp.get("summary").size());
    assertEquals(1, noOp.get("failures").size());
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--rounds", "1", "--directory", "" + directory));
    return EndToEnd.commandLine().execute(all.toArray(String[]::new));
  }

  private JsonNode subjects() throws IOException {
    return new ObjectMapper()
        .readTree(directory.resolve("end-to-end.json").toFile())
        .get("subjects");
  }
}
