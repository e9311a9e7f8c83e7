package io.flightlog.ship;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The first gzip member of an array, unpacked and held to its checksum (RFC 1952); what follows it
 * is passed over. The JDK's reader goes on with the next member by calling itself, and some
 * thousand empty ones, which fit an answer, overflow the stack. One thread; {@link #close} frees
 * memory outside of the heap.
 */
final class GzipBody extends InputStream {
  private static final int HEADER_BYTES = 10;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final byte[] body;
  private final int end;
  private final int start;
  private final Inflater inflater;
  private final CRC32 checksum = new CRC32();
  private boolean ended;

  /**
   * @param body read, not copied
   * @throws IOException when {@code body[0, length)} does not begin as a gzip member
   */
  GzipBody(byte[] body, int length) throws IOException {
    this.body = body;
    this.end = length;
    this.start = afterHeader();
    this.inflater = new Inflater(true);
    inflater.setInput(body, start, end - start);
  }

  static boolean isGzip(byte[] body, int length) {
    return length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    try {
      int read = inflater.inflate(target, offset, length);
      if (read > 0) {
        checksum.update(target, offset, read);
        return read;
      }
    } catch (DataFormatException damaged) {
      throw new ZipException(damaged.getMessage());
    }
    if (!inflater.finished()) {
      throw new EOFException("the gzip member is cut");
    }
    checkTrailer(start + (int) inflater.getBytesRead());
    ended = true;
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int afterHeader() throws IOException {
    if (byteAt(2) != 8) {
      throw new ZipException("not compressed by deflate");
    }
    int flags = byteAt(3);
    int at = HEADER_BYTES;
    if ((flags & HAS_EXTRA) != 0) {
      at += 2 + byteAt(at) + (byteAt(at + 1) << 8);
    }
    at = (flags & HAS_NAME) == 0 ? at : afterZero(at);
    at = (flags & HAS_COMMENT) == 0 ? at : afterZero(at);
    at += (flags & HAS_CHECKSUM) == 0 ? 0 : 2;
    if (at > end) {
      throw new EOFException("the gzip header is cut");
    }
    return at;
  }

  private int afterZero(int from) throws IOException {
    int at = from;
    while (byteAt(at) != 0) {
      at++;
    }
    return at + 1;
  }

  private void checkTrailer(int at) throws IOException {
    if (fourBytesAt(at) != checksum.getValue()
        || fourBytesAt(at + 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the gzip member's checksum does not fit");
    }
  }

  private long fourBytesAt(int at) throws IOException {
    return byteAt(at)
        | (long) byteAt(at + 1) << 8
        | (long) byteAt(at + 2) << 16
        | (long) byteAt(at + 3) << 24;
  }

  private int byteAt(int at) throws IOException {
    if (at >= end) {
      throw new EOFException("the gzip member is cut");
    }
    return body[at] & 0xff;
  }
}
