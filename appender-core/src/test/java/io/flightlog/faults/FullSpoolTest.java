package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.DropReason;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spool that has all that it may have: the least severe go first, and each is accounted for. */
@Tag("T10")
class FullSpoolTest {
  private static final long MAX_BYTES = 2 << 20;
  private static final long BATCH_BYTES = 128 << 10;
  private static final int ROUNDS_ON_AFTER_FULL = 2000;

  /** The journal file that is written, and those that were made ahead of it. */
  private static final int FILES_UNDER_WAY = 5;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aFullSpoolShedsTheLeastSevereFirstAndWhatItTookArrives(String durability) {
    try (FakeElasticsearch server = FakeElasticsearch.absent(true)) {
      Settings settings =
          Settings.of(server.url(), directory, durability)
              .with("spool.maxBytes", MAX_BYTES + " B")
              .with("spool.compression", "none")
              .with("queue.whenFull", "drop");
      try (SpoolRecorder recorder = new SpoolRecorder(settings)) {
        fill(recorder);
        PipelineStats full = recorder.stats();
        Map<Severity, Long> shed = full.dropped().get(DropReason.SHED);
        long mostBytes =
            MAX_BYTES + BATCH_BYTES * (durability.equals("journal") ? FILES_UNDER_WAY : 1);
        assertTrue(full.spoolBytes() <= mostBytes, () -> "within its bound: " + recorder);
        assertTrue(shed.get(Severity.DEBUG) >= shed.get(Severity.INFO), recorder::toString);
        assertTrue(shed.get(Severity.INFO) > 0, recorder::toString);
        assertEquals(0, shed.get(Severity.WARN), recorder::toString);
        assertEquals(0, shed.get(Severity.ERROR), recorder::toString);

        server.start();
        recorder.flush();
        PipelineStatistics figures = recorder.closed();
        assertEquals(0, figures.lost(), recorder::toString);
        DeliveryAccount.of(recorder.instance())
            .index(server.sequences())
            .counters(figures)
            .records(server.records(recorder.instance()))
            .closedInOrder()
            .assertCloses();
        new SpoolFolder(directory).assertEmpty();
      }
    }
  }

  /** Until errors find no room either, and some more. */
  private static void fill(SpoolRecorder recorder) {
    long end = System.nanoTime() + SpoolRecorder.LONG.toNanos();
    int left = ROUNDS_ON_AFTER_FULL;
    while (left > 0) {
      for (Severity severity : Severity.values()) {
        recorder.log(severity, severity + " " + Application.TEXT.substring(0, 400));
      }
      if (recorder.stats().dropped().get(DropReason.FULL).get(Severity.ERROR) > 0) {
        left--;
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it does not fill: " + recorder);
      }
    }
  }
}
