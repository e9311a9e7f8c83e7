package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.spool.BatchFormat.HeaderCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What a file says of lengths and numbers is believed only as far as it can be true. */
class FrameLengthsTest {
  private static final int MOST_AT_ONCE = 128 << 10;
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    7,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    BatchFormat.MAX_FRAME_BYTES,
    BatchFormat.MAX_FRAME_BYTES + 1,
    0xFFFF_FFFFL,
  };

  private final FileReading reading = new FileReading();
  private final BatchFormat format = new BatchFormat();

  private static SampleFile sample(boolean packed) throws IOException {
    return SampleFile.spilled(40, 46, 6, packed, 5)
        .frame(2, 0, i -> "a")
        .frame(2, 1, i -> "b")
        .frame(2, 0, i -> "c");
  }

  @Test
  void anExtremeFieldOfAFrameCostsThatFrameOnly() throws IOException {
    SampleFile sample = sample(false);
    for (SampleFile.Frame frame : sample.frames()) {
      for (int field = 0; field < BatchFormat.FRAME_HEADER_BYTES; field += 4) {
        for (long extreme : EXTREMES) {
          byte[] bytes = sample.bytes();
          if (field < 16) {
            over(bytes).putInt(frame.start() + field, (int) extreme);
          } else {
            over(bytes).putLong(frame.start() + field / 8 * 8, extreme);
          }
          BytesHandle file = new BytesHandle(bytes);
          String where = extreme + " at " + field + " of " + frame;
          assertEquals(sample.expectedFrom(bytes), reading.read(file), where);
          assertReadLittle(file);
        }
      }
    }
  }

  @Test
  void evenWithAChecksumThatFitsAnExtremeFieldIsBoundedByTheFile() throws IOException {
    for (boolean packed : new boolean[] {false, true}) {
      SampleFile sample = sample(packed);
      SampleFile.Frame frame = sample.frames().get(1);
      FrameHeader real = BatchFormat.frameHeader(over(sample.bytes()), frame.start());
      for (long extreme : EXTREMES) {
        int small = (int) extreme;
        List<FrameHeader> forged =
            List.of(
                with(real, small, real.plainLength(), real.events(), real.firstSequence()),
                with(real, real.storedLength(), small, real.events(), real.firstSequence()),
                with(real, real.storedLength(), real.plainLength(), small, real.firstSequence()),
                with(real, real.storedLength(), real.plainLength(), real.events(), extreme),
                new FrameHeader(
                    real.storedLength(), real.plainLength(), 0, real.firstSequence(), extreme, 0),
                new FrameHeader(
                    real.storedLength(), real.plainLength(), 2, Long.MAX_VALUE, extreme, 0));
        for (FrameHeader each : forged) {
          walk(new BytesHandle(forge(sample, frame, each)));
        }
      }
    }
  }

  private static FrameHeader with(
      FrameHeader real, int stored, int plain, int events, long firstSequence) {
    return new FrameHeader(stored, plain, events, firstSequence, real.lastSequence(), 0);
  }

  private byte[] forge(SampleFile sample, SampleFile.Frame frame, FrameHeader forged) {
    byte[] bytes = sample.bytes();
    int payload = frame.start() + BatchFormat.FRAME_HEADER_BYTES;
    int length = Math.max(0, Math.min(forged.storedLength(), bytes.length - payload));
    ByteBuffer target = over(bytes).position(frame.start());
    format.putFrameHeader(target, sample.header().salt(), forged, bytes.clone(), payload, length);
    return bytes;
  }

  /** Goes through it, whatever it holds; payloads may be refused, but only so. */
  private static void walk(BytesHandle file) throws IOException {
    FrameCursor cursor = new FrameCursor();
    FramePayload payload = new FramePayload();
    assertEquals(HeaderCheck.OK, cursor.open(file));
    while (cursor.next()) {
      long[] handed = {0};
      try {
        payload.plain(cursor, piece -> handed[0] += piece.remaining());
      } catch (IOException refused) {
        assertTrue(cursor.header().gzip(), "only what is packed can be refused");
      }
      assertTrue(handed[0] <= 10_000, "more than there is: " + handed[0]);
    }
    assertReadLittle(file);
  }

  private static void assertReadLittle(BytesHandle file) {
    assertTrue(file.largestRead() <= MOST_AT_ONCE, "at once: " + file.largestRead());
    assertTrue(file.bytesRead() < 100 * file.size(), "in all: " + file.bytesRead());
  }

  @Test
  void aHeaderThatFitsItsChecksumButNotItsFramesYieldsNothingWrong() throws IOException {
    SampleFile sample = sample(false);
    List<String> all = sample.frames().stream().flatMap(f -> f.pairs().stream()).toList();
    for (long extreme : EXTREMES) {
      for (BatchHeader forged :
          List.of(header(extreme, 46, 6), header(40, extreme, 6), header(40, 46, (int) extreme))) {
        byte[] bytes = sample.bytes();
        format.putHeader(over(bytes), forged);
        FileReading.Result result = reading.read(bytes);
        assertTrue(all.containsAll(result.pairs()), () -> forged + " " + result);
        assertEquals(List.copyOf(result.pairs()), result.pairs().stream().distinct().toList());
      }
    }
  }

  private static BatchHeader header(long first, long last, int events) {
    return new BatchHeader(SampleFile.INSTANCE, first, last, events, false, 5, 0);
  }

  @Test
  void anotherVersionOrAnUnknownFlagIsNotOurs() throws IOException {
    for (int version : new int[] {0, 2, 0x7FFF, 0x8000, 0xFFFF}) {
      assertEquals(HeaderCheck.NEWER, reading.read(changed(8, version)).check(), "v" + version);
    }
    for (int flag = 2; flag < 1 << 16; flag *= 2) {
      assertEquals(HeaderCheck.NEWER, reading.read(changed(10, flag)).check(), "flag " + flag);
    }
    assertEquals(HeaderCheck.OK, reading.read(changed(8, BatchFormat.VERSION)).check());
  }

  private static byte[] changed(int at, int value) throws IOException {
    byte[] bytes = sample(false).bytes();
    over(bytes).putShort(at, (short) value);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, BatchFormat.HEADER_BYTES - 4);
    over(bytes).putInt(BatchFormat.HEADER_BYTES - 4, (int) crc.getValue());
    return bytes;
  }

  @Test
  void aHugeSparseTailIsNotLookedThrough() throws IOException {
    SampleFile sample = sample(false);
    long size = 1L << 42;
    BytesHandle file = new BytesHandle(sample.bytes()).endsWithZerosAt(size);
    FileReading.Result result = reading.read(file);
    assertEquals(reading.read(sample.bytes()).pairs(), result.pairs());
    assertEquals(size - sample.bytes().length, result.skipped());
    assertEquals(0, result.lost());
    assertTrue(file.bytesRead() < 2 * BatchFormat.MAX_FILE_BYTES, "read " + file.bytesRead());
    assertTrue(file.largestRead() <= MOST_AT_ONCE);
  }

  @Test
  void aFileThatBecomesShorterIsAnErrorAndNoEnd() throws IOException {
    BytesHandle file = new BytesHandle(sample(false).bytes());
    FrameCursor cursor = new FrameCursor();
    cursor.open(file);
    assertTrue(cursor.next());
    file.cutAt(BatchFormat.HEADER_BYTES + 40);
    assertThrows(IOException.class, () -> cursor.payload(piece -> {}));
    file.cutAt(100);
    FrameCursor again = new FrameCursor();
    assertEquals(HeaderCheck.UNREADABLE, again.open(file));
    assertThrows(IllegalStateException.class, again::next);
  }

  @Test
  void payloadsAroundTheSizesOfAllBuffersComeBack() throws IOException {
    int[] sizes = {64 << 10, 128 << 10, 256 << 10, 512 << 10};
    for (int size : sizes) {
      for (int less = 0; less < 340; less += less < 180 ? 1 : 16) {
        int length = size - less;
        SampleFile sample =
            SampleFile.journal(0, less).frame(1, 0, i -> "x".repeat(length)).frame(1, 0, i -> "y");
        assertEquals(sample.expectedFrom(sample.bytes()), reading.read(sample.bytes()));
      }
    }
  }

  @Test
  void aLargeFrameIsFoundBehindALargeDamagedOne() throws IOException {
    SampleFile sample = SampleFile.spilled(0, 3, 4, true, 9);
    Random random = new Random(4);
    for (int frame = 0; frame < 4; frame++) {
      sample.frame(1, 0, i -> noise(random, 300_000));
    }
    for (int hit = 200; hit < sample.bytes().length; hit += 9973) {
      byte[] damaged = sample.bytes();
      damaged[hit] ^= 1;
      FileReading.Result result = reading.read(damaged);
      assertEquals(sample.expectedFrom(damaged), result, "hit at " + hit);
      assertFalse(result.pairs().isEmpty());
    }
  }

  private static String noise(Random random, int length) {
    byte[] text = new byte[length];
    random.nextBytes(text);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) (' ' + (text[i] & 63) + 32);
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
