package io.flightlog.spool;

import io.flightlog.spool.BatchFormat.HeaderCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a batch file from one whole frame to the next, whatever lies between: a frame counts
 * only when its checksum, which covers its lengths, fits. Behind a bad one it looks on at every
 * eighth byte, and tells by the sequences how many events are gone. Memory is bounded by two small
 * buffers, whatever the file says. One thread at a time; reused for file after file.
 */
final class FrameCursor {
  private static final int WINDOW_BYTES = 64 << 10;
  private static final int CHUNK_BYTES = 128 << 10;
  private static final String SHORTER = "the file became shorter while it was read";

  private final BatchFormat format = new BatchFormat();
  private final ByteBuffer window = BatchFormat.directBuffer(WINDOW_BYTES);
  private final ByteBuffer chunk = BatchFormat.directBuffer(CHUNK_BYTES);
  private Storage.@Nullable Handle file;
  private @Nullable BatchHeader header;
  private @Nullable FrameHeader frame;
  private long fileSize;
  private long size;
  private long windowAt;
  private long frameAt;
  private long next;
  private long skipped;
  private long expected;
  private long lost;
  private int events;
  private boolean broken;

  /** Begins a file; its frames follow by {@link #next} if the check is OK. */
  HeaderCheck open(Storage.Handle handle) throws IOException {
    file = handle;
    header = null;
    frame = null;
    fileSize = handle.size();
    size = Math.min(fileSize, BatchFormat.MAX_FILE_BYTES);
    next = BatchFormat.HEADER_BYTES;
    skipped = 0;
    lost = 0;
    events = 0;
    broken = false;
    load(0);
    HeaderCheck check = format.checkHeader(window);
    if (check == HeaderCheck.OK) {
      BatchHeader read = BatchFormat.header(window);
      header = read;
      expected = read.firstSequence();
    }
    return check;
  }

  /** Goes to the next whole frame; false when there is none. */
  boolean next() throws IOException {
    BatchHeader ofFile = header();
    for (long at = next; at + BatchFormat.FRAME_HEADER_BYTES <= size; at += BatchFormat.ALIGNMENT) {
      FrameHeader candidate = headerAt(at);
      if (!candidate.isPlausible(size - at) || candidate.firstSequence() < expected) {
        continue;
      }
      boolean whole = isWhole(ofFile.salt(), candidate, at);
      broken |= !whole && at == next;
      if (whole) {
        lost += at == next ? 0 : candidate.firstSequence() - expected;
        skipped += at - next;
        frame = candidate;
        frameAt = at;
        events += candidate.events();
        expected = candidate.lastSequence() + 1;
        next = at + BatchFormat.frameBytes(candidate.storedLength());
        return true;
      }
    }
    skipped += Math.max(0, fileSize - next);
    next = fileSize;
    frame = null;
    if (ofFile.events() > 0) {
      lost = (long) ofFile.events() - events;
    }
    return false;
  }

  BatchHeader header() {
    BatchHeader current = header;
    if (current == null) {
      throw new IllegalStateException("no file with a readable header is open");
    }
    return current;
  }

  FrameHeader frame() {
    FrameHeader current = frame;
    if (current == null) {
      throw new IllegalStateException("not at a frame");
    }
    return current;
  }

  /** Takes pieces of a payload as it lies in the file. */
  @FunctionalInterface
  interface PieceSink {
    /** The piece is the buffer's position to its limit, valid during the call. */
    void take(ByteBuffer piece) throws IOException;
  }

  /** Hands over the payload of the frame that it is at. */
  void payload(PieceSink sink) throws IOException {
    int length = frame().storedLength();
    if (pieces(frameAt + BatchFormat.FRAME_HEADER_BYTES, length, sink) < length) {
      throw new IOException(SHORTER);
    }
  }

  /** Where the frame that it is at ends, padding included; the end of the file behind the last. */
  long end() {
    return next;
  }

  /** Bytes so far that belong to no whole frame. */
  long skippedBytes() {
    return skipped;
  }

  /**
   * Events that are known to be gone; complete at the end. What an unfinished journal file lost
   * behind its last frame nobody can tell.
   */
  long lostEvents() {
    return lost;
  }

  /** Whether there was a frame that was written to its end, and is not what was written. */
  boolean sawBroken() {
    return broken;
  }

  /** Events of the frames so far. */
  int events() {
    return events;
  }

  /** The highest sequence of the frames so far, or what comes before the first. */
  long lastSequence() {
    return expected - 1;
  }

  private boolean isWhole(long salt, FrameHeader candidate, long at) throws IOException {
    format.begin(salt, candidate);
    pieces(at + BatchFormat.FRAME_HEADER_BYTES, candidate.storedLength(), format::update);
    return format.isChecksum(candidate);
  }

  /** How many bytes there were: fewer than asked for at the end of the file. */
  private int pieces(long from, int length, PieceSink sink) throws IOException {
    int done = 0;
    while (done < length) {
      chunk.clear().limit(Math.min(length - done, chunk.capacity()));
      int read = read(chunk, from + done);
      if (read <= 0) {
        break;
      }
      chunk.flip();
      sink.take(chunk);
      done += read;
    }
    return done;
  }

  private FrameHeader headerAt(long at) throws IOException {
    if (at < windowAt || at + BatchFormat.FRAME_HEADER_BYTES > windowAt + window.limit()) {
      load(at);
    }
    if (window.limit() < BatchFormat.FRAME_HEADER_BYTES) {
      throw new IOException(SHORTER);
    }
    return BatchFormat.frameHeader(window, (int) (at - windowAt));
  }

  private void load(long at) throws IOException {
    window.clear();
    read(window, at);
    window.flip();
    windowAt = at;
  }

  /** As much as there is, up to the buffer's limit. */
  private int read(ByteBuffer target, long at) throws IOException {
    Storage.Handle source = file;
    if (source == null) {
      throw new IllegalStateException("no file is open");
    }
    int start = target.position();
    while (target.hasRemaining()) {
      if (source.read(target, at + target.position() - start) < 0) {
        break;
      }
    }
    return target.position() - start;
  }
}
