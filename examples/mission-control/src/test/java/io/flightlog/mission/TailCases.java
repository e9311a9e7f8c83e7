package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tail, of a real Elasticsearch: each event once, whenever it arrives. */
interface TailCases {
  /** Of a Mission Control that looks at {@link #live} alone. */
  Page livePage();

  LiveStream live();

  private void write(String instance, Instant time, String message, int... sequences) {
    live().add(instance, time, message, sequences);
  }

  @Test
  default void nothingIsSkippedOrDoubledWhenThePageReconnectsOrAReplayArrivesLate()
      throws IOException {
    String instance = "tailtailtail0001";
    String id;
    try (TailListener tail = livePage().listen(null, "instance", instance, "last", "0")) {
      tail.awaitState("live");
      write(instance, Instant.now(), "event", 0, 1, 2);
      assertEquals(List.of("event 0", "event 1", "event 2"), tail.messages(3));
      id = tail.lastId();
    }
    write(instance, Instant.now(), "event", 5, 6);
    try (TailListener tail = livePage().listen(id, "instance", instance)) {
      assertEquals(List.of("event 5", "event 6"), tail.messages(2));
      id = tail.lastId();
    }
    write(instance, Instant.now().minusSeconds(1_800), "event", 4, 3);
    try (TailListener tail = livePage().listen(id, "instance", instance)) {
      JsonNode late = tail.await("lines").data().path("lines");
      assertEquals("event 3", late.at("/0/line/message").asText());
      assertEquals("event 4", late.at("/1/line/message").asText());
      assertTrue(late.at("/0/late").asBoolean(), late::toString);
      write(instance, Instant.now(), "event", 7, 7, 0);
      assertEquals(List.of("event 7"), tail.messages(1));
      write(instance, Instant.now(), "event", 8);
      assertEquals(List.of("event 8"), tail.messages(1));
    }
  }

  @Test
  default void whatIsNotWantedIsDealtWithToo() throws IOException {
    String instance = "tailtailtail0002";
    String[] wanted = {"instance", instance, "q", "keep", "last", "0"};
    String id;
    try (TailListener tail = livePage().listen(null, wanted)) {
      tail.awaitState("live");
      write(instance, Instant.now(), "leave", 0, 2);
      write(instance, Instant.now(), "keep", 1, 3);
      assertEquals(List.of("keep 1", "keep 3"), tail.messages(2));
      id = tail.lastId();
    }
    write(instance, Instant.now().minusSeconds(600), "keep", 5);
    write(instance, Instant.now(), "leave", 4);
    write(instance, Instant.now(), "keep", 6);
    try (TailListener tail = livePage().listen(id, wanted)) {
      assertEquals(List.of("keep 5", "keep 6"), tail.messages(2));
    }
  }

  @Test
  default void aPageThatIsCutOffAmidABacklogGoesOnWhereItWas() throws IOException {
    String instance = "tailtailtail0003";
    String[] wanted = {"instance", instance, "last", "0"};
    String id;
    try (TailListener tail = livePage().listen(null, wanted)) {
      tail.awaitState("live");
      id = tail.lastId();
    }
    int many = 1_300;
    write(instance, Instant.now(), "event", IntStream.range(0, many).toArray());
    List<String> all = new ArrayList<>();
    while (all.size() < many) {
      try (TailListener tail = livePage().listen(id, wanted)) {
        all.addAll(tail.messages(1)); // one batch, and away
        id = tail.lastId();
      }
    }
    assertEquals(many, all.size());
    assertEquals(many, new HashSet<>(all).size());
    assertEquals("event 0", all.get(0));
    assertEquals("event " + (many - 1), all.get(many - 1));
  }

  @Test
  default void aTailBeginsWithTheLastLines() throws IOException {
    String instance = "tailtailtail0004";
    Instant now = Instant.now();
    write(instance, now.minusSeconds(3), "event", 0);
    write(instance, now.minusSeconds(2), "event", 1);
    write(instance, now.minusSeconds(1), "event", 2);
    try (TailListener tail = livePage().listen(null, "instance", instance, "last", "2")) {
      assertEquals(List.of("event 1", "event 2"), tail.messages(2));
    }
  }

  @Test
  default void aFailureOfARealRunArrives() throws IOException {
    try (TailListener tail =
            livePage().listen(null, "instance", "worker-9", "level", "ERROR", "last", "0");
        RecordedInstance instance = live().instance("worker-9")) {
      tail.awaitState("live");
      instance.run(RecordedInstance.task("alice", "daily-report", "report-9"), "printing", true);
      JsonNode line = tail.await("lines").data().at("/lines/0/line");
      assertEquals("report-9", line.at("/task/id").asText());
      assertEquals("no paper", line.at("/error/message").asText());
    }
  }
}
