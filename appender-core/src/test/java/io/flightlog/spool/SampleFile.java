package io.flightlog.spool;

import io.flightlog.batch.Gzip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** A batch file as it was written, and what is in each of its frames. */
final class SampleFile {
  static final String INSTANCE = "0123456789abcdef";
  private static final long CREATED = 1_790_000_000_000L;

  /**
   * One frame.
   *
   * @param end behind its payload; padding may follow
   */
  record Frame(long first, long last, int start, int end, List<String> pairs) {
    long events() {
      return pairs.stream().filter(SampleFile::isEvent).count();
    }
  }

  private final BatchHeader header;
  private final List<Frame> frames = new ArrayList<>();
  private final BytesHandle file = new BytesHandle();
  private final FrameOutput output = new FrameOutput();
  private final Gzip gzip = new Gzip();
  private long end;
  private long next;
  private byte[] whole = new byte[0];

  private SampleFile(long first, long last, int events, boolean packed, long salt) {
    header = new BatchHeader(INSTANCE, first, last, events, packed, salt, CREATED);
    next = first;
  }

  /** As the journal writes one: it does not know how many events will follow. */
  static SampleFile journal(long first, long salt) {
    return new SampleFile(first, -1, 0, false, salt);
  }

  /** As a batch is spilled: the header says how many events there are. */
  static SampleFile spilled(long first, long last, int events, boolean packed, long salt) {
    return new SampleFile(first, last, events, packed, salt);
  }

  /** One more frame: so many events, and behind them sequences that have no pair. */
  SampleFile frame(int events, int holes, IntFunction<String> text) throws IOException {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      pairs.add(event(next + i, text.apply(i)));
    }
    return frame(next, next + events + holes - 1, pairs);
  }

  /** One more frame: an event between two records, or a record alone. */
  SampleFile frameWithRecords(boolean withEvent) throws IOException {
    return withEvent
        ? frame(next, next, List.of(record("gap"), event(next, "between"), record("status")))
        : frame(next, next - 1, List.of(record("alone")));
  }

  private SampleFile frame(long first, long last, List<String> pairs) throws IOException {
    byte[] plain = String.join("", pairs).getBytes(StandardCharsets.UTF_8);
    byte[] stored = header.gzip() ? packed(plain) : plain;
    int start = frames.isEmpty() ? BatchFormat.HEADER_BYTES : (int) end;
    Frame frame =
        new Frame(
            first, last, start, start + BatchFormat.FRAME_HEADER_BYTES + stored.length, pairs);
    FrameHeader written =
        new FrameHeader(stored.length, plain.length, (int) frame.events(), first, last, 0);
    BatchHeader begin = frames.isEmpty() ? header : null;
    end = output.append(file, end, begin, header.salt(), written, stored, 0);
    frames.add(frame);
    next = last + 1;
    return this;
  }

  private byte[] packed(byte[] plain) {
    byte[] out = new byte[plain.length * 2 + 100];
    return Arrays.copyOf(out, gzip.compress(plain, plain.length, out));
  }

  static String event(long sequence, String text) {
    return "{\"create\":{\"_index\":\"logs-a\",\"_id\":\"x"
        + sequence
        + "\"}}\n{\"event.sequence\":"
        + sequence
        + ",\"message\":\""
        + text
        + "\"}\n";
  }

  static String record(String what) {
    return "{\"create\":{\"_index\":\"logs-a\"}}\n{\"flightlog.record\":\"" + what + "\"}\n";
  }

  static boolean isEvent(String pair) {
    return pair.contains("\n{\"event.sequence\":");
  }

  BatchHeader header() {
    return header;
  }

  List<Frame> frames() {
    return frames;
  }

  byte[] bytes() {
    return file.bytes();
  }

  /** What must come of it after it was damaged. */
  FileReading.Result expectedFrom(byte[] damaged) {
    if (!isIntact(damaged, 0, BatchFormat.HEADER_BYTES)) {
      return FileReading.Result.UNREADABLE;
    }
    List<String> pairs = new ArrayList<>();
    long lost = 0;
    long whole = BatchFormat.HEADER_BYTES;
    long expected = header.firstSequence();
    for (Frame frame : frames) {
      if (isIntact(damaged, frame.start(), frame.end())) {
        pairs.addAll(frame.pairs());
        lost += frame.first() - expected;
        expected = frame.last() + 1;
        whole += BatchFormat.aligned(frame.end() - frame.start());
      }
    }
    if (header.events() > 0) {
      lost = header.events() - pairs.stream().filter(SampleFile::isEvent).count();
    }
    long skipped = Math.max(0, damaged.length - whole);
    return new FileReading.Result(BatchFormat.HeaderCheck.OK, pairs, lost, skipped);
  }

  private boolean isIntact(byte[] damaged, int from, int to) {
    return damaged.length >= to && Arrays.equals(damaged, from, to, bytesNow(), from, to);
  }

  private byte[] bytesNow() {
    if (whole.length != end) {
      whole = file.bytes();
    }
    return whole;
  }
}
