package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.agent.SimulatedClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchFiller;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.Origin;
import io.flightlog.spool.BatchFiles.FoundFile;
import io.flightlog.spool.BatchFiles.LoadOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFilesTest {
  private static final Origin ORIGIN = new Origin(new InstanceId(Directories.INSTANCE), 1000);

  @TempDir private Path root;
  private final FaultyStorage storage = new FaultyStorage();
  private SpoolDirectory own;

  @BeforeEach
  void makeDirectory() throws IOException {
    own = Directories.own(storage, root);
  }

  private BatchFiles files(boolean compress) {
    return new BatchFiles(
        storage, 4096, compress, new SimulatedClock(), () -> 1_790_000_000_000L, new Random(1));
  }

  private static Batch empty(int bytes, int maxEvents) {
    return new BatchPool(1, bytes, maxEvents).acquire(0);
  }

  /** A batch as the drain agent would have filled it, its ring 1000 sequences ahead. */
  private static Batch filled(List<String> pairs) {
    Batch batch = empty(1 << 20, 10_000);
    BatchFiller filler = new BatchFiller(batch);
    filler.begin(batch, 0, ORIGIN.firstSequence(), 0);
    filler.take(ByteBuffer.wrap(String.join("", pairs).getBytes(StandardCharsets.UTF_8)));
    return batch;
  }

  private static List<String> pairs(int events) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      pairs.add(SampleFile.event(i, "message " + i));
      if (i % 3 == 1) {
        pairs.add(SampleFile.record("after " + i));
      }
    }
    return pairs;
  }

  private SpoolFile written(BatchFiles files, List<String> pairs) throws IOException {
    SpoolFile file = own.next(1000);
    files.write(files.stage(filled(pairs), ORIGIN), file);
    file.open().close();
    return file;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSpilledBatchComesBackAsItWas(boolean compress) throws IOException {
    BatchFiles files = files(compress);
    List<String> pairs = pairs(50);
    Batch batch = filled(pairs);
    SpoolFile file = own.next(1000);
    BatchFiles.Staged staged = files.stage(batch, ORIGIN);
    files.write(staged, file);
    file.open().close();
    assertEquals(staged.fileBytes(), file.bytes());
    assertEquals(file.bytes(), Files.size(own.pathOf(file)));
    assertEquals(compress, file.bytes() < batch.length());
    assertTrue(file.isComplete());
    assertEquals(1000, file.firstSequence());
    assertEquals(1049, file.lastSequence());
    assertEquals(50, file.events());
    Batch back = empty(batch.length(), 10_000);
    assertEquals(new LoadOutcome(false, true), files.load(file, back));
    assertEquals(pairs, FileReading.pairs(back));
    assertEquals(50, back.eventCount());
    for (int i = 0; i < back.pairCount(); i++) {
      assertEquals(batch.sequence(i), back.sequence(i), "of the ring");
    }
    assertEquals(
        new FoundFile(false, 1, 50, 0, 49, 0, 0, file.bytes(), false),
        files.look(file),
        "own sequences");
    assertEquals(1, storage.open(), "the state only");
  }

  @Test
  void onlyWhatGetsSmallerIsPacked() throws IOException {
    BatchFiles files = files(true);
    Random random = new Random(3);
    StringBuilder noise = new StringBuilder();
    random.ints(3000, 0x80, 0x7FF).forEach(noise::appendCodePoint);
    for (String text : List.of("", noise.toString())) {
      List<String> pairs = List.of(SampleFile.event(0, text));
      SpoolFile file = written(files, pairs);
      long plain = 128 + BatchFormat.frameBytes(filled(pairs).length());
      assertTrue(file.bytes() <= plain, file.bytes() + " of " + plain);
      Batch back = empty(1 << 14, 10);
      assertTrue(files.load(file, back).whole());
      assertEquals(pairs, FileReading.pairs(back));
    }
  }

  @Test
  void aBodyOfMoreThanTheUsualSizeIsStagedToo() throws IOException {
    List<String> pairs = List.of(SampleFile.event(0, "x".repeat(50_000)));
    for (boolean compress : new boolean[] {false, true}) {
      BatchFiles files = files(compress);
      SpoolFile small = written(files, pairs(3));
      SpoolFile large = written(files, pairs);
      SpoolFile smallAgain = written(files, pairs(3));
      Batch back = empty(1 << 17, 10);
      assertTrue(files.load(large, back).whole());
      assertEquals(pairs, FileReading.pairs(back));
      assertEquals(small.bytes(), smallAgain.bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileThatIsLargerThanABatchComesInParts(boolean compress) throws IOException {
    BatchFiles files = files(compress);
    List<String> pairs = pairs(40);
    int longest = pairs.stream().mapToInt(String::length).max().orElseThrow();
    for (int room = longest; room < 4096; room += 61) {
      SpoolFile file = written(files, pairs);
      List<String> taken = new ArrayList<>();
      LoadOutcome outcome = new LoadOutcome(true, true);
      while (outcome.more()) {
        Batch part = empty(room, 10_000);
        outcome = files.load(file, part);
        assertTrue(part.pairCount() > 0, "no part is empty");
        taken.addAll(FileReading.pairs(part));
      }
      assertTrue(outcome.whole());
      assertEquals(pairs, taken, "room for " + room);
    }
  }

  @Test
  void aBatchWithAllItsEventsAndARecordIsOnePart() throws IOException {
    BatchFiles files = files(true);
    List<String> pairs =
        new ArrayList<>(List.of(SampleFile.event(0, "a"), SampleFile.event(1, "")));
    pairs.add(SampleFile.record("gap"));
    SpoolFile file = written(files, pairs);
    Batch back = empty(4096, 2);
    assertEquals(new LoadOutcome(false, true), files.load(file, back));
    assertEquals(pairs, FileReading.pairs(back));
    assertFalse(file.isInParts());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void aPairThatNoBatchHasRoomForCostsNoOther(int at) throws IOException {
    BatchFiles files = files(true);
    List<String> small = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      small.add(SampleFile.event(i, i == at ? "x".repeat(2000) : "small"));
    }
    SpoolFile file = written(files, small);
    small.remove(at);
    List<String> taken = new ArrayList<>();
    boolean whole = true;
    LoadOutcome outcome = new LoadOutcome(true, true);
    while (outcome.more()) {
      Batch part = empty(600, 100);
      outcome = files.load(file, part);
      whole &= outcome.whole();
      taken.addAll(FileReading.pairs(part));
    }
    assertEquals(small, taken);
    assertFalse(whole, "one is missing");
  }

  @Test
  void whatAnotherInstanceLeftKeepsItsOwnSequences() throws IOException {
    SpoolDirectory dead = Directories.adopted(storage, root, "fedcba9876543210");
    SpoolFile left = dead.next(40);
    SampleFile sample =
        SampleFile.journal(40, 1)
            .frame(2, 0, i -> "a")
            .frameWithRecords(true)
            .frame(1, 1, i -> "b");
    Files.write(dead.pathOf(left), sample.bytes());
    BatchFiles files = files(true);
    FoundFile found = files.look(left);
    assertEquals(new FoundFile(false, 3, 4, 40, 44, 0, 0, sample.bytes().length, false), found);
    left.found(found.first(), found.last(), found.events(), found.size());
    Batch back = empty(4096, 100);
    assertEquals(new LoadOutcome(false, true), files.load(left, back));
    assertTrue(left.isAdopted());
    assertEquals(40, back.firstSequence());
    assertEquals(43, back.lastSequence(), "what the last pair says; the file stands for more");
    assertEquals(Batch.RECORD, back.sequence(2));
  }

  @Test
  void whatIsMissingOrCannotBeReadIsSaid() throws IOException {
    BatchFiles files = files(false);
    SpoolFile file = written(files, pairs(4));
    byte[] whole = Files.readAllBytes(own.pathOf(file));
    byte[] damaged = whole.clone();
    damaged[200] ^= 1;
    Files.write(own.pathOf(file), damaged);
    assertEquals(new LoadOutcome(false, false), files.load(file, empty(4096, 100)));
    assertEquals(4, files.look(file).lost());
    assertEquals(whole.length - BatchFormat.HEADER_BYTES, files.look(file).damagedBytes());
    damaged[20] ^= 1;
    Files.write(own.pathOf(file), damaged);
    assertEquals(new LoadOutcome(false, false), files.load(file, empty(4096, 100)));
    assertNull(files.look(file));
    Files.delete(own.pathOf(file));
    assertThrows(IOException.class, () -> files.load(file, empty(4096, 100)));
    assertThrows(IOException.class, () -> files.look(file));
    assertEquals(1, storage.open(), "the state only");
  }

  @Test
  void aRecordHasAFileOfItsOwnAndIsNoEvent() throws IOException {
    BatchFiles files = files(true);
    SpoolFile file = own.next(0);
    String pair = SampleFile.record("died");
    files.writeRecord(pair.getBytes(StandardCharsets.UTF_8), Directories.INSTANCE, file);
    assertNull(file.open());
    assertEquals(new FoundFile(false, 1, 0, 0, -1, 0, 0, file.bytes(), false), files.look(file));
    Batch back = empty(4096, 100);
    assertEquals(new LoadOutcome(false, true), files.load(file, back));
    assertEquals(List.of(pair), FileReading.pairs(back));
    assertEquals(0, back.eventCount());
    assertEquals(-1, back.firstSequence());
  }

  @Test
  void aWriteThatFailsLeavesNoFile() throws IOException {
    BatchFiles files = files(true);
    storage.writesFail(true);
    SpoolFile file = own.next(1000);
    BatchFiles.Staged staged = files.stage(filled(pairs(9)), ORIGIN);
    assertThrows(IOException.class, () -> files.write(staged, file));
    SpoolFile record = own.next(0);
    assertThrows(
        IOException.class, () -> files.writeRecord(new byte[9], Directories.INSTANCE, record));
    assertEquals(List.of("LOCK", "OWNER", "STATE"), storage.list(own.path()));
    assertFalse(file.isComplete());
    assertEquals(1, storage.open());
    storage.writesFail(false);
    SpoolFile next = own.next(1000);
    files.write(staged, next);
    assertNotNull(files.look(next), "the copy is still good");
  }

  @Test
  void aNameThatExistsIsNotWrittenOver() throws IOException {
    BatchFiles files = files(true);
    SpoolFile file = own.next(1000);
    Files.writeString(own.pathOf(file), "another's");
    BatchFiles.Staged staged = files.stage(filled(pairs(9)), ORIGIN);
    assertThrows(IOException.class, () -> files.write(staged, file));
    assertEquals("another's", Files.readString(own.pathOf(file)));
  }
}
