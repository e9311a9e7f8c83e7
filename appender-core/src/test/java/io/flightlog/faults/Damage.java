package io.flightlog.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What happens to a batch file between two lives. */
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
  REPLACED;

  private static final int HEADER_BYTES = 128;

  /** Does it to a file. */
  void to(Path file) throws IOException {
    long size = Files.size(file);
    switch (this) {
      case TORN -> truncate(file, size * 2 / 3);
      case TRUNCATED -> truncate(file, 0);
      case FLIPPED -> flip(file, size / 2);
      case HEADER -> flip(file, 20);
      case ZEROED -> write(file, size / 3, new byte[(int) Math.min(4096, size / 3)]);
      case EMPTIED -> write(file, HEADER_BYTES, new byte[(int) size - HEADER_BYTES]);
      case REPLACED ->
          write(
              file,
              0,
              "no batch. "
                  .repeat((int) size)
                  .substring(0, (int) size)
                  .getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    write(file, at, new byte[] {(byte) (bytes[(int) at] ^ 4)});
  }

  private static void write(Path file, long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }
}
