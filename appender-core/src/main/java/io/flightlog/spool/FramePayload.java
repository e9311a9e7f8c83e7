package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Hands over the NDJSON of a frame, unpacked where it is packed, in pieces of bounded size. The
 * gzip members are those of {@link io.flightlog.batch.Gzip}: a header of ten bytes, no flags. One
 * thread at a time.
 */
final class FramePayload {
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int PIECE_BYTES = 64 << 10;

  private final Inflater inflater = new Inflater(true);
  private final ByteBuffer plain = ByteBuffer.allocate(PIECE_BYTES);
  private int headerLeft;

  void plain(FrameCursor cursor, FrameCursor.PieceSink sink) throws IOException {
    if (!cursor.header().gzip()) {
      cursor.payload(sink);
      return;
    }
    inflater.reset();
    headerLeft = GZIP_HEADER_BYTES;
    cursor.payload(piece -> inflate(piece, sink));
    if (!inflater.finished()) {
      throw new IOException("a packed frame ends too early");
    }
  }

  private void inflate(ByteBuffer piece, FrameCursor.PieceSink sink) throws IOException {
    int skipped = Math.min(headerLeft, piece.remaining());
    piece.position(piece.position() + skipped);
    headerLeft -= skipped;
    inflater.setInput(piece);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        plain.clear();
        if (inflater.inflate(plain) == 0) {
          break;
        }
        sink.take(plain.flip());
      }
    } catch (DataFormatException notPacked) {
      throw new IOException("a packed frame cannot be unpacked", notPacked);
    }
  }
}
