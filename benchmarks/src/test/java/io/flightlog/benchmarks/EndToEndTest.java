package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, with so few events that no figure means anything but the counts. */
class EndToEndTest {
  private static final int EVENTS = 3000;

  @TempDir private Path directory;

  @Test
  @Tag("full")
  void everySubjectDeliversEveryEventOnce() throws IOException {
    assertEquals(0, run("--warm-up", "1000"));
    JsonNode subjects = subjects();
    for (Subject subject : Subject.values()) {
      JsonNode figures = subjects.get(subject.id()).get("rounds").get(0);
      if (subject.receiver() != ReceiverKind.NONE) {
        assertEquals(EVENTS, figures.get("DELIVERED").asLong(), subject.id());
        assertEquals(0, figures.get("LOST").asLong(), subject.id());
        assertEquals(0, figures.get("DUPLICATED").asLong(), subject.id());
      }
    }
  }

  @Test
  void anApplicationThatDoesNotStartIsReportedAsFailed() throws IOException {
    assertEquals(1, run("--only", "no-op", "--producers", "0"));
    JsonNode noOp = subjects().get("no-op");
    assertEquals(0, noOp.get("summary").size());
    assertEquals(1, noOp.get("failures").size());
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--events", "" + EVENTS, "--rounds", "1", "--directory", "" + directory));
    return EndToEnd.commandLine().execute(all.toArray(String[]::new));
  }

  private JsonNode subjects() throws IOException {
    return new ObjectMapper()
        .readTree(directory.resolve("end-to-end.json").toFile())
        .get("subjects");
  }
}
