package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several JVMs and one spool, at once and one after the other. */
class TwoProcessesIT {
  private static final int JVMS = 3;
  private static final int EVENTS = 3000;
  private static final int SIGTERM = 128 + 15;

  private final FakeElasticsearch server = FakeElasticsearch.started();

  @TempDir private Path directory;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Tag("T12")
  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void jvmsThatShareASpoolDoNotDisturbEachOther(String durability) {
    server.everyBulk(FakeAnswer.unavailable());
    List<Life> lives = new ArrayList<>();
    try {
      for (int i = 0; i < JVMS; i++) {
        lives.add(Life.start(settings(durability), "app.events=" + EVENTS, "app.seed=" + i));
      }
      for (Life life : lives) { // all have looked around, and hold files
        life.instance();
        life.child().awaitLine("logged ", Life.LONG);
      }
      server.everyBulk(FakeAnswer.normal());
      for (Life life : lives) {
        assertEquals(0, life.child().awaitEnd(Life.LONG), life.child()::output);
        PipelineStatistics figures = life.figures();
        assertEquals(0, figures.adopted(), life.child()::output);
        assertEquals(0, figures.lost() + figures.dropped(), life.child()::output);
        judge(life.instance(), figures);
        server.sequences().assertComplete(life.instance(), EVENTS + 2);
      }
    } finally {
      lives.forEach(Life::close);
    }
    new SpoolFolder(directory).assertEmpty();
  }

  @Tag("T8")
  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aTerminatedJvmLeavesToTheNextWhatAHungServerDidNotTake(String durability) {
    server.everyBulk(FakeAnswer.hang());
    String first;
    try (Life life =
        Life.start(
            settings(durability).with("shutdownTimeout", "4 s"),
            "app.events=" + EVENTS,
            "app.closeInHook=true",
            "app.stay=true")) {
      first = life.instance();
      life.child().awaitLine("logged ", Life.LONG);
      life.awaitWritten(EVENTS); // so that half of the time is enough for a slow disk
      life.child().terminate();
      assertEquals(SIGTERM, life.child().awaitEnd(Life.LONG), life.child()::output);
      PipelineStatistics left = life.figures();
      assertTrue(left.closes(), left::toString);
      assertEquals(0, left.lost() + left.resident(), life.child()::output);
      assertEquals(EVENTS + 2, left.spooled(), life.child()::output);
    }
    server.everyBulk(FakeAnswer.normal());
    try (SpoolRecorder next = new SpoolRecorder(settings(durability))) {
      next.adoptEverything(new SpoolFolder(directory));
      PipelineStatistics figures = next.closed();
      assertEquals(EVENTS + 2, figures.adopted(), next::toString);
      judge(next.instance(), figures);
    }
    server.sequences().assertComplete(first, EVENTS + 2);
    DeliveryAccount.of(first)
        .index(server.sequences())
        .records(server.records(first))
        .nothingMissingThrough(EVENTS + 1)
        .assertCloses();
    new SpoolFolder(directory).assertEmpty();
  }

  private void judge(String instance, PipelineStatistics figures) {
    DeliveryAccount.of(instance)
        .index(server.sequences())
        .counters(figures)
        .records(server.records(instance))
        .closedInOrder()
        .assertCloses();
  }

  private Settings settings(String durability) {
    return Settings.of(server.url(), directory, durability).with("spool.after", "100 ms");
  }
}
