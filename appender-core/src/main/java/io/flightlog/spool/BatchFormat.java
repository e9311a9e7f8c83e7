package io.flightlog.spool;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of a batch file, as {@link io.flightlog.spool} describes them: puts and checks headers.
 * Buffers are little endian. Stateless but for a checksum; one thread at a time.
 */
class BatchFormat {
  static final int HEADER_BYTES = 128;
  static final int FRAME_HEADER_BYTES = 32;
  static final int VERSION = 1;
  static final int ALIGNMENT = 8;
  static final int FLAG_GZIP = 1;

  /** No frame may claim more, stored or plain: four times the largest {@code batch.maxBytes}. */
  static final int MAX_FRAME_BYTES = 64 << 20;

  /** No frame is looked for behind this: no batch makes so long a file, but damage may. */
  static final long MAX_FILE_BYTES = 2L * MAX_FRAME_BYTES;

  private static final long MAGIC = 0x314C4F5053474C46L; // "FLGSPOL1"
  private static final int CHECKED_HEADER_BYTES = HEADER_BYTES - 4;
  private static final int AT_CRC_OF_FRAME = 12;

  /** What the first bytes of a file say. */
  enum HeaderCheck {
    OK,
    /** Shorter than a header, another magic, or a checksum that does not match. */
    UNREADABLE,
    /** Whole, but of another version of this library: not to be touched. */
    NEWER
  }

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer scratch = buffer(FRAME_HEADER_BYTES);

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer directBuffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes that a frame takes in the file: header, payload, padding. */
  static long frameBytes(long storedLength) {
    return FRAME_HEADER_BYTES + aligned(storedLength);
  }

  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Puts a whole header at the buffer's position. */
  void putHeader(ByteBuffer target, BatchHeader header) {
    int start = target.position();
    target.putLong(MAGIC);
    target.putShort((short) VERSION);
    target.putShort((short) (header.gzip() ? FLAG_GZIP : 0));
    target.putInt(header.events());
    target.putLong(header.salt());
    target.putLong(header.firstSequence());
    target.putLong(header.lastSequence());
    target.putLong(header.createdMillis());
    target.put(header.instance().getBytes(StandardCharsets.US_ASCII));
    while (target.position() < start + CHECKED_HEADER_BYTES) {
      target.put((byte) 0);
    }
    target.putInt(checksum(target, start, CHECKED_HEADER_BYTES));
  }

  /** Looks at the header at offset 0 of a buffer that holds all of the file's first bytes. */
  HeaderCheck checkHeader(ByteBuffer bytes) {
    if (bytes.limit() < HEADER_BYTES
        || bytes.getLong(0) != MAGIC
        || bytes.getInt(CHECKED_HEADER_BYTES) != checksum(bytes, 0, CHECKED_HEADER_BYTES)) {
      return HeaderCheck.UNREADABLE;
    }
    boolean newer = bytes.getShort(8) != VERSION || (bytes.getShort(10) & ~FLAG_GZIP) != 0;
    return newer ? HeaderCheck.NEWER : HeaderCheck.OK;
  }

  /** Reads a header that {@link #checkHeader} found to be OK. */
  static BatchHeader header(ByteBuffer bytes) {
    byte[] instance = new byte[BatchHeader.INSTANCE_CHARACTERS];
    bytes.get(48, instance);
    return new BatchHeader(
        new String(instance, StandardCharsets.US_ASCII),
        bytes.getLong(24),
        bytes.getLong(32),
        bytes.getInt(12),
        (bytes.getShort(10) & FLAG_GZIP) != 0,
        bytes.getLong(16),
        bytes.getLong(40));
  }

  /**
   * Puts a frame's header at the buffer's position.
   *
   * @param payload bytes {@code [from, from + length)} of it
   */
  void putFrameHeader(
      ByteBuffer target, long salt, FrameHeader frame, byte[] payload, int from, int length) {
    begin(salt, frame);
    crc.update(payload, from, length);
    target.putInt(frame.storedLength());
    target.putInt(frame.plainLength());
    target.putInt(frame.events());
    target.putInt((int) crc.getValue());
    target.putLong(frame.firstSequence());
    target.putLong(frame.lastSequence());
  }

  /** Reads a frame's header at an offset; its fields prove nothing yet. */
  static FrameHeader frameHeader(ByteBuffer bytes, int at) {
    return new FrameHeader(
        bytes.getInt(at),
        bytes.getInt(at + 4),
        bytes.getInt(at + 8),
        bytes.getLong(at + 16),
        bytes.getLong(at + 24),
        bytes.getInt(at + AT_CRC_OF_FRAME));
  }

  /** Begins the checksum of a frame; the payload follows by {@link #update}, in pieces. */
  void begin(long salt, FrameHeader frame) {
    scratch.clear();
    scratch.putLong(salt);
    scratch.flip();
    crc.reset();
    crc.update(scratch);
    scratch.clear();
    putUnchecked(scratch, frame);
    scratch.flip();
    crc.update(scratch);
  }

  void update(ByteBuffer piece) {
    int start = piece.position();
    crc.update(piece);
    piece.position(start);
  }

  boolean isChecksum(FrameHeader frame) {
    return (int) crc.getValue() == frame.crc();
  }

  private int checksum(ByteBuffer bytes, int start, int length) {
    crc.reset();
    crc.update(bytes.duplicate().position(start).limit(start + length));
    return (int) crc.getValue();
  }

  private static void putUnchecked(ByteBuffer target, FrameHeader frame) {
    target.putInt(frame.storedLength());
    target.putInt(frame.plainLength());
    target.putInt(frame.events());
    target.putLong(frame.firstSequence());
    target.putLong(frame.lastSequence());
  }
}
