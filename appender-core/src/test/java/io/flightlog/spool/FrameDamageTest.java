package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Batch files after everything that a medium, a crash or a person may do to them: every frame that
 * was not hit comes back, nothing else does, and what is gone is counted as exactly as the file can
 * tell.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("samples")
class FrameDamageTest {
  private final SampleFile sample;
  private final byte[] whole;
  private final FileReading reading = new FileReading();

  /** A file and what to call it. */
  record Named(String name, SampleFile file) {
    @Override
    public String toString() {
      return name;
    }
  }

  FrameDamageTest(Named named) {
    this.sample = named.file();
    this.whole = named.file().bytes();
  }

  static Stream<Named> samples() throws IOException {
    return Stream.of(
        new Named(
            "journal",
            SampleFile.journal(42, 0x5eed)
                .frame(2, 0, i -> "first " + i)
                .frameWithRecords(true)
                .frameWithRecords(false)
                .frame(1, 2, i -> "then two holes")
                .frame(3, 0, i -> "x".repeat(i))),
        new Named(
            "journal from 0",
            SampleFile.journal(0, 0)
                .frame(1, 0, i -> "")
                .frame(1, 0, i -> "")
                .frame(1, 0, i -> "")),
        new Named(
            "spilled plain",
            SampleFile.spilled(7, 13, 6, false, -1).frame(6, 1, i -> "event " + i)),
        new Named(
            "spilled gzip", SampleFile.spilled(7, 13, 6, true, 99).frame(6, 1, i -> "event " + i)),
        new Named(
            "gzip in frames",
            SampleFile.spilled(0, 8, 8, true, 3)
                .frame(3, 0, i -> "eins " + i)
                .frame(2, 1, i -> "zwei " + i)
                .frame(3, 0, i -> "größer " + i)),
        new Named("frames of more than a sector", larger(SampleFile.journal(100, 11))),
        new Named("the same, all counted", larger(SampleFile.spilled(100, 115, 16, true, 12))));
  }

  private static SampleFile larger(SampleFile file) throws IOException {
    Random random = new Random(8);
    for (int i = 0; i < 8; i++) {
      file.frame(2, 0, n -> noise(random, 400));
    }
    return file;
  }

  private static String noise(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    random.ints(length, 'a', 'z' + 1).forEach(c -> text.append((char) c));
    return text.toString();
  }

  @Test
  void undamagedAllOfItComesBack() throws IOException {
    FileReading.Result all = reading.read(whole);
    assertEquals(sample.expectedFrom(whole), all);
    assertEquals(0, all.skipped());
    assertEquals(0, sample.header().events() > 0 ? all.lost() : 0);
  }

  @Test
  void cutAnywhereWhatLiesWholeBeforeTheCutComesBack() throws IOException {
    for (int length = 0; length <= whole.length; length++) {
      assertReads(Arrays.copyOf(whole, length), "cut at " + length);
    }
  }

  @Test
  void aTailThatWasNeverWrittenIsLikeACut() throws IOException {
    for (int from = 0; from <= whole.length; from++) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, from, whole.length, (byte) 0);
      assertReads(damaged, "zeros from " + from);
    }
  }

  @Test
  void aFlippedBitCostsItsFrameAtMost() throws IOException {
    byte[] damaged = whole.clone();
    int step = whole.length > 2000 ? 7 : 1; // every bit of the small ones, all bit numbers of both
    for (int bit = 0; bit < whole.length * 8; bit += step) {
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertReads(damaged, "bit " + bit);
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void anOverwrittenSectorCostsTheFramesThatItTouches() throws IOException {
    for (int size : new int[] {8, 64, 512}) {
      for (int from = 0; from < whole.length; from += size) {
        for (int with : new int[] {0, 0xFF, '\n', '{'}) {
          byte[] damaged = whole.clone();
          Arrays.fill(damaged, from, Math.min(from + size, whole.length), (byte) with);
          assertReads(damaged, size + " bytes of " + with + " at " + from);
        }
      }
    }
  }

  @Test
  void anOldSectorInTheMiddleIsNotTakenForOurs() throws IOException {
    // what a file that was deleted left on the medium: same sequences, another salt
    SampleFile old = SampleFile.journal(sample.header().firstSequence(), 0xdead);
    while (old.bytes().length < whole.length) {
      old.frame(1, 0, i -> "stale");
    }
    byte[] stale = old.bytes();
    for (int from = BatchFormat.HEADER_BYTES; from < whole.length; from += 8) {
      byte[] damaged = whole.clone();
      int length = Math.min(512, whole.length - from);
      System.arraycopy(stale, from, damaged, from, length);
      assertReads(damaged, "stale from " + from);
    }
  }

  @Test
  void garbageBehindTheEndChangesNothing() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int length = 1; length < 300; length++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length + length);
      for (int i = whole.length; i < damaged.length; i++) {
        damaged[i] = (byte) random.nextInt();
      }
      assertReads(damaged, "garbage of " + length + ", seed " + seed);
    }
  }

  @Test
  void readsThatStutterMakeNoDifference() throws IOException {
    for (int most : new int[] {1, 7, 33}) {
      BytesHandle file = new BytesHandle(whole).stutters(most);
      assertEquals(sample.expectedFrom(whole), reading.read(file), "at most " + most + " a read");
    }
  }

  /** Pieces of this file, of itself once more and of another, in any order behind its header. */
  @Test
  void whateverIsPutTogetherOnlyItsOwnEventsComeInOrderAndOnce() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] other = SampleFile.journal(42, 77).frame(5, 0, i -> "other").bytes();
    List<String> own = sample.frames().stream().flatMap(f -> f.pairs().stream()).toList();
    for (int run = 0; run < 500; run++) {
      byte[] bytes = Arrays.copyOf(whole, BatchFormat.HEADER_BYTES);
      for (int piece = 0; piece < 6; piece++) {
        byte[] source = random.nextInt(3) == 0 ? other : whole;
        int unit = random.nextBoolean() ? 8 : 1;
        int from = random.nextInt(source.length / unit) * unit;
        int to = from + random.nextInt(source.length - from + 1) / unit * unit;
        int end = bytes.length;
        bytes = Arrays.copyOf(bytes, end + to - from);
        System.arraycopy(source, from, bytes, end, to - from);
      }
      List<String> events = new ArrayList<>(reading.read(bytes).pairs());
      String where = "run " + run + ", seed " + seed;
      assertTrue(own.containsAll(events), where);
      events.removeIf(pair -> !SampleFile.isEvent(pair));
      assertEquals(own.stream().filter(events::contains).toList(), events, where);
    }
  }

  private void assertReads(byte[] damaged, String how) throws IOException {
    assertEquals(sample.expectedFrom(damaged), reading.read(damaged), how);
  }
}
