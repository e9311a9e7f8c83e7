package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.flightlog.spool.BatchFormat.HeaderCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Files of each released format, made by another implementation of it, stay readable for ever: what
 * an old version left on a disk is sent by the new one. Never change the resources; add some.
 */
class GoldenBatchFileTest {
  private static final long SALT = 0x0123456789ABCDEFL;
  private static final long CREATED = 1_790_000_000_000L;
  private static final String FIRST = SampleFile.event(7, "eins") + SampleFile.event(8, "größer");
  private static final String SECOND = SampleFile.event(9, "drei") + SampleFile.record("gap");
  private static final FileReading.Result ALL =
      new FileReading.Result(
          HeaderCheck.OK,
          List.of(
              SampleFile.event(7, "eins"),
              SampleFile.event(8, "größer"),
              SampleFile.event(9, "drei"),
              SampleFile.record("gap")),
          0,
          0);

  @Test
  void plainFramesOfVersion1AreRead() throws IOException {
    assertEquals(ALL, new FileReading().read(golden("batch-v1-plain.hex")));
    assertEquals(
        new BatchHeader(SampleFile.INSTANCE, 7, -1, 0, false, SALT, CREATED),
        header("batch-v1-plain.hex"));
  }

  @Test
  void aPackedFrameOfVersion1IsRead() throws IOException {
    assertEquals(ALL, new FileReading().read(golden("batch-v1-gzip.hex")));
    assertEquals(
        new BatchHeader(SampleFile.INSTANCE, 7, 10, 3, true, SALT, CREATED),
        header("batch-v1-gzip.hex"));
  }

  @Test
  void plainFramesAreWrittenAsVersion1HasThem() throws IOException {
    BytesHandle file = new BytesHandle();
    BatchHeader header = new BatchHeader(SampleFile.INSTANCE, 7, -1, 0, false, SALT, CREATED);
    byte[] first = FIRST.getBytes(StandardCharsets.UTF_8);
    byte[] both = (FIRST + SECOND).getBytes(StandardCharsets.UTF_8);
    int rest = both.length - first.length;
    FrameOutput output = new FrameOutput();
    FrameHeader one = new FrameHeader(first.length, first.length, 2, 7, 8, 0);
    long end = output.append(file, 0, header, SALT, one, both, 0);
    FrameHeader two = new FrameHeader(rest, rest, 1, 9, 10, 0);
    end = output.append(file, end, null, SALT, two, both, first.length);
    assertArrayEquals(golden("batch-v1-plain.hex"), file.bytes());
    assertEquals(file.bytes().length, end);
  }

  @Test
  void aPackedFrameIsWrittenAsVersion1HasIt() throws IOException {
    byte[] golden = golden("batch-v1-gzip.hex");
    // as it is packed there: another zlib may pack it in another way
    int start = BatchFormat.HEADER_BYTES + BatchFormat.FRAME_HEADER_BYTES;
    int length =
        BatchFormat.frameHeader(
                BatchFormat.buffer(golden.length).put(golden), BatchFormat.HEADER_BYTES)
            .storedLength();
    byte[] packed = Arrays.copyOfRange(golden, start, start + length);
    int plain = (FIRST + SECOND).getBytes(StandardCharsets.UTF_8).length;
    BytesHandle file = new BytesHandle();
    BatchHeader header = new BatchHeader(SampleFile.INSTANCE, 7, 10, 3, true, SALT, CREATED);
    FrameHeader frame = new FrameHeader(length, plain, 3, 7, 10, 0);
    long end = new FrameOutput().append(file, 0, header, SALT, frame, packed, 0);
    assertArrayEquals(golden, file.bytes());
    assertEquals(golden.length, end);
  }

  private static BatchHeader header(String name) throws IOException {
    FrameCursor cursor = new FrameCursor();
    assertEquals(HeaderCheck.OK, cursor.open(new BytesHandle(golden(name))));
    return cursor.header();
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = GoldenBatchFileTest.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String hex =
          text.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.replace(" ", ""))
              .collect(Collectors.joining());
      return HexFormat.of().parseHex(hex);
    }
  }
}
