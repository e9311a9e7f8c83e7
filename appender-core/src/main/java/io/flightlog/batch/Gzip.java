package io.flightlog.batch;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses bodies into one gzip member (RFC 1952), level 1, without allocating: the deflater is
 * reused and the output array is the caller's. The input goes in by small portions, because on many
 * virtual machines an array that native code works on holds back the garbage collector. One thread.
 */
public final class Gzip {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int PORTION = 32 << 10;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 crc = new CRC32();

  /**
   * @return bytes written to {@code out}, or −1 when they do not fit: send the body as it is
   */
  public int compress(byte[] body, int length, byte[] out) {
    int limit = out.length - TRAILER;
    if (limit <= HEADER) {
      return -1;
    }
    writeHeader(out);
    deflater.reset();
    crc.reset();
    int end = HEADER;
    int taken = 0;
    while (!deflater.finished()) {
      if (deflater.needsInput()) {
        int portion = Math.min(PORTION, length - taken);
        deflater.setInput(body, taken, portion);
        crc.update(body, taken, portion);
        taken += portion;
        if (taken == length) {
          deflater.finish();
        }
      }
      end += deflater.deflate(out, end, limit - end);
      if (end == limit && !deflater.finished()) {
        return -1;
      }
    }
    putInt(out, end, (int) crc.getValue());
    putInt(out, end + 4, length);
    return end + TRAILER;
  }

  private static void writeHeader(byte[] out) {
    out[0] = 0x1f;
    out[1] = (byte) 0x8b;
    out[2] = Deflater.DEFLATED;
    for (int i = 3; i < HEADER; i++) {
      out[i] = 0; // no flags, no time, unknown system
    }
  }

  private static void putInt(byte[] out, int at, int value) {
    out[at] = (byte) value;
    out[at + 1] = (byte) (value >> 8);
    out[at + 2] = (byte) (value >> 16);
    out[at + 3] = (byte) (value >> 24);
  }
}
