package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.LossReason;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch files that something happened to between two lives, or while they waited. */
@Tag("T10")
class DamagedFilesIT {
  private static final int EVENTS = 3000;
  private static final int EVENTS_A_FRAME = 20;
  private static final int EVENTS_A_FILE = 700;
  private static final int HEADER_BYTES = 128;

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);

  @TempDir private Path directory;

  /** The default one in every build. */
  static List<String> durabilities() {
    return "full".equals(System.getProperty("flightlog.tier"))
        ? List.of("spill", "journal")
        : List.of("spill");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** A spilled file says how many events it holds, so what is missing is known exactly. */
  @ParameterizedTest
  @CsvSource({
    "TORN, spill",
    "FLIPPED, spill",
    "ZEROED, spill",
    "EMPTIED, spill",
    "FLIPPED, journal",
    "ZEROED, journal"
  })
  void whatADamagedFileLostIsCountedAndTheRestArrives(Damage damage, String durability)
      throws IOException {
    String first = leaveSpool(durability);
    damage.to(largest());
    try (SpoolRecorder second = adopt(durability)) {
      long missing = server.sequences().report(first).missingEvents();
      assertTrue(missing > 0 && missing < EVENTS, () -> missing + " missing");
      assertEquals(missing, second.stats().lost(LossReason.UNREADABLE), second::toString);
      assertEquals(1, second.warnings("is damaged"), second::toString);
      close(second, first, missing);
    }
    assertNothingWaits();
  }

  /** What a journal file lost behind its last whole frame it does not know itself. */
  @ParameterizedTest
  @ValueSource(strings = {"TORN", "EMPTIED"})
  void theTailOfATornJournalFileIsCutAndSaid(Damage damage) throws IOException {
    String first = leaveSpool("journal");
    damage.to(largest());
    try (SpoolRecorder second = adopt("journal")) {
      assertEquals(1, second.warnings("is damaged"), second::toString);
      long missing = server.sequences().report(first).missingEvents();
      close(second, first, missing);
    }
    assertNothingWaits();
  }

  @ParameterizedTest
  @CsvSource({"HEADER, spill", "REPLACED, spill", "HEADER, journal", "REPLACED, journal"})
  void aFileWithoutAReadableHeaderIsPutAsideAndSaid(Damage damage, String durability)
      throws IOException {
    String first = leaveSpool(durability);
    Path file = largest();
    long bytes = Files.size(file);
    damage.to(file);
    try (SpoolRecorder second = adopt(durability)) {
      assertEquals(1, second.warnings("was put aside"), second::toString);
      long missing = server.sequences().report(first).missingEvents();
      assertTrue(missing > 0 && missing < EVENTS, () -> missing + " missing");
      close(second, first, EVENTS);
    }
    List<Path> aside = new SpoolFolder(directory).quarantined();
    assertEquals(1, aside.size(), aside::toString);
    assertEquals(bytes, Files.size(aside.get(0)));
    assertNothingWaits();
  }

  @ParameterizedTest
  @MethodSource("durabilities")
  void anEmptyFileIsRemoved(String durability) throws IOException {
    String first = leaveSpool(durability);
    Damage.TRUNCATED.to(largest());
    try (SpoolRecorder second = adopt(durability)) {
      close(second, first, EVENTS);
    }
    assertNothingWaits();
  }

  @ParameterizedTest
  @MethodSource("durabilities")
  void aFileOfALaterVersionIsLeftAsItIsAndSaid(String durability) throws IOException {
    String first = leaveSpool(durability);
    Path file = largest();
    changeHeader(file, header -> header.putShort(8, (short) 2));
    byte[] before = Files.readAllBytes(file);
    try (SpoolRecorder second = new SpoolRecorder(settings(durability))) {
      second.awaitWarning("was written by a later version");
      server.start();
      Eventually.await(second::toString, SpoolRecorder.LONG, () -> onlyWaits(file));
      close(second, first, EVENTS);
    }
    assertEquals(List.of(file), batches());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("durabilities")
  void aFileThatCannotBeReadIsLeftToALaterLife(String durability) throws IOException {
    String first = leaveSpool(durability);
    Path file = largest();
    Path saved = directory.resolve("saved");
    Files.move(file, saved);
    Files.createDirectory(file); // opens, but a read of it fails
    try (SpoolRecorder second = new SpoolRecorder(settings(durability))) {
      server.start();
      second.awaitWarning("could not read");
      Eventually.await(second::toString, SpoolRecorder.LONG, () -> onlyWaits(file));
      close(second, first, EVENTS);
    }
    Files.delete(file);
    Files.move(saved, file);
    try (SpoolRecorder third = adopt(durability)) {
      close(third, first, 0);
    }
    assertNothingWaits();
  }

  @ParameterizedTest
  @MethodSource("durabilities")
  void aFileThatAnOperatorDeletesWhileItWaitsIsCountedLost(String durability) throws IOException {
    try (SpoolRecorder recorder =
        new SpoolRecorder(
            settings(durability).with("batch.poolBytes", "1 MiB").with("batch.maxEvents", "500"))) {
      recorder.logMany(20_000);
      recorder.awaitSpooled(2000);
      Path waiting = largest();
      Files.delete(waiting);
      server.start();
      recorder.flush();
      PipelineStatistics figures = recorder.closed();
      long missing = server.sequences().report(recorder.instance()).missingEvents();
      assertEquals(missing, figures.lost(), recorder::toString);
      DeliveryAccount.of(recorder.instance())
          .index(server.sequences())
          .counters(figures)
          .records(server.records(recorder.instance()))
          .closedInOrder()
          .assertCloses();
    }
  }

  @Test
  void aDamagedStateCostsOnlyWhatItSaid() throws IOException {
    String first = leaveSpool("spill");
    Path state = batches().get(0).resolveSibling("STATE");
    Files.write(state, new byte[(int) Files.size(state)]);
    try (SpoolRecorder second = adopt("spill")) {
      close(second, first, 0);
    }
    assertNothingWaits();
  }

  /**
   * An instance that closed while nobody answered; its id. All files but the last are full, so the
   * largest is not the last, and what it loses leaves a hole. Most is written before the close, so
   * that a slow disk has time enough.
   */
  private String leaveSpool(String durability) {
    try (SpoolRecorder first =
        new SpoolRecorder(
            settings(durability)
                .with("shutdownTimeout", "2 s")
                .with("spool.after", "100 ms")
                .with("batch.linger", "10 min")
                .with("batch.maxEvents", Integer.toString(EVENTS_A_FILE)))) {
      for (int logged = 0; logged < EVENTS; logged += EVENTS_A_FRAME) {
        first.logMany(EVENTS_A_FRAME);
        if (durability.equals("journal")) {
          first.awaitWritten(logged + EVENTS_A_FRAME);
        }
      }
      first.awaitWritten(EVENTS / EVENTS_A_FILE * EVENTS_A_FILE - 1);
      PipelineStatistics figures = first.closed();
      assertEquals(0, figures.lost(), first::toString);
      assertEquals(EVENTS + 2, figures.spooled(), first::toString);
      return first.instance();
    }
  }

  private SpoolRecorder adopt(String durability) {
    SpoolRecorder second = new SpoolRecorder(settings(durability));
    server.start();
    second.adoptEverything(new SpoolFolder(directory));
    return second;
  }

  /** The account of both closes. */
  private void close(SpoolRecorder second, String first, long missingAtMost) {
    second.flush();
    PipelineStatistics figures = second.closed();
    DeliveryAccount.of(second.instance())
        .index(server.sequences())
        .counters(figures)
        .records(server.records(second.instance()))
        .closedInOrder()
        .assertCloses();
    DeliveryAccount.of(first).index(server.sequences()).missingAtMost(missingAtMost).assertCloses();
  }

  private void assertNothingWaits() {
    assertEquals(List.of(), batches());
    assertEquals(List.of(), new SpoolFolder(directory).instances());
  }

  /** Of its directory; another one may have files that were made ahead. */
  private boolean onlyWaits(Path file) {
    return batches().stream()
        .filter(other -> other.getParent().equals(file.getParent()))
        .toList()
        .equals(List.of(file));
  }

  private List<Path> batches() {
    return new SpoolFolder(directory).batches();
  }

  /** Of the files that wait the one with the most in it. */
  private Path largest() throws IOException {
    Path largest = null;
    for (Path file : batches()) {
      if (largest == null || Files.size(file) > Files.size(largest)) {
        largest = file;
      }
    }
    if (largest == null) {
      throw new AssertionError("no batch file below " + directory);
    }
    return largest;
  }

  private interface Change {
    void to(ByteBuffer header);
  }

  /** With a checksum that fits again. */
  private static void changeHeader(Path file, Change change) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer header = ByteBuffer.wrap(bytes, 0, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    change.to(header);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, HEADER_BYTES - 4);
    header.putInt(HEADER_BYTES - 4, (int) crc.getValue());
    Files.write(file, bytes);
  }

  private Settings settings(String durability) {
    return Settings.of(server.url(), directory, durability);
  }
}
