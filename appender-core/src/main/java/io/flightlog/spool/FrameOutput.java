package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes headers and frames through one direct buffer, so that the JDK keeps no copy of its own for
 * each thread. One for each thread that writes.
 */
final class FrameOutput {
  static final int CHUNK_BYTES = 256 << 10;

  private final BatchFormat format = new BatchFormat();
  private final ByteBuffer chunk = BatchFormat.directBuffer(CHUNK_BYTES);

  /**
   * Appends a frame, and before the first one of a file its header, in as few writes as the buffer
   * allows. When it throws, what lies behind {@code position} is worth nothing.
   *
   * @param header null when the file has one already
   * @param payload bytes {@code [from, from + frame.storedLength())} of it
   * @return the position behind the frame
   */
  long append(
      Storage.Handle file,
      long position,
      @Nullable BatchHeader header,
      long salt,
      FrameHeader frame,
      byte[] payload,
      int from)
      throws IOException {
    chunk.clear();
    if (header != null) {
      format.putHeader(chunk, header);
    }
    int length = frame.storedLength();
    format.putFrameHeader(chunk, salt, frame, payload, from, length);
    long at = position;
    int taken = 0;
    while (taken < length) {
      int portion = Math.min(length - taken, chunk.remaining());
      chunk.put(payload, from + taken, portion);
      taken += portion;
      if (!chunk.hasRemaining()) {
        at = flush(file, at);
      }
    }
    for (long padding = BatchFormat.aligned(length) - length; padding > 0; padding--) {
      if (!chunk.hasRemaining()) {
        at = flush(file, at);
      }
      chunk.put((byte) 0);
    }
    return flush(file, at);
  }

  private long flush(Storage.Handle file, long at) throws IOException {
    chunk.flip();
    int bytes = chunk.remaining();
    if (bytes > 0) {
      file.write(chunk, at);
    }
    chunk.clear();
    return at + bytes;
  }
}
