package io.flightlog.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** What may happen to a batch file. */
enum Damage {
  /** Its last third is missing. */
  TORN,
  /** One bit in the middle is another one. */
  FLIPPED,
  /** A page in the middle is empty. */
  ZEROED,
  /** All but the header is empty. */
  EMPTIED,
  /** One bit of its header is another one. */
  HEADER,
  /** It has no bytes. */
  TRUNCATED,
  /** All is another file's. */
  REPLACED,
  /** Its header says, with a checksum that fits, that a later version wrote it. */
  LATER_VERSION;

  private static final int HEADER_BYTES = 128;
  private static final int AT_VERSION = 8;
  private static final int AT_SALT = 16;
  private static final int PAGE_BYTES = 4096;

  void to(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int size = bytes.length;
    switch (this) {
      case TORN -> truncate(file, size * 2 / 3);
      case TRUNCATED -> truncate(file, 0);
      case FLIPPED -> flip(file, bytes, size / 2);
      case HEADER -> flip(file, bytes, AT_SALT);
      case ZEROED -> write(file, size / 3, new byte[Math.min(PAGE_BYTES, size / 3)]);
      case EMPTIED -> write(file, HEADER_BYTES, new byte[size - HEADER_BYTES]);
      case REPLACED -> write(file, 0, "x".repeat(size).getBytes(StandardCharsets.US_ASCII));
      case LATER_VERSION -> write(file, 0, ofLaterVersion(bytes));
    }
  }

  private static void truncate(Path file, int size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void flip(Path file, byte[] bytes, int at) throws IOException {
    write(file, at, new byte[] {(byte) (bytes[at] ^ 4)});
  }

  private static byte[] ofLaterVersion(byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(AT_VERSION, (short) 2);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, HEADER_BYTES - 4);
    header.putInt(HEADER_BYTES - 4, (int) crc.getValue());
    return bytes;
  }

  private static void write(Path file, int at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }
}
