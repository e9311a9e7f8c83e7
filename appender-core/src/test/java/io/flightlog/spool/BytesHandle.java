package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file in memory that counts what is asked of it, and can lie, stutter and fail. */
final class BytesHandle implements Storage.Handle {
  private byte[] bytes;
  private int mostPerRead = Integer.MAX_VALUE;
  private long claimedSize = -1;
  private int bytesUntilFailure = Integer.MAX_VALUE;
  private int largestRead;
  private long bytesRead;

  BytesHandle(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  BytesHandle() {
    this(new byte[0]);
  }

  /** No read returns more than this. */
  BytesHandle stutters(int most) {
    mostPerRead = most;
    return this;
  }

  /** It says that it is so large; what it does not have is zeros up to there. */
  BytesHandle endsWithZerosAt(long size) {
    claimedSize = size;
    return this;
  }

  /** After so many more bytes a write fails, in the middle if need be. */
  void failsAfter(int moreBytes) {
    bytesUntilFailure = moreBytes;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  void cutAt(int length) {
    bytes = Arrays.copyOf(bytes, length);
  }

  /** The most that a caller had room for. */
  int largestRead() {
    return largestRead;
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    int possible = Math.min(source.remaining(), bytesUntilFailure);
    int end = (int) position + possible;
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length, end));
    source.get(bytes, (int) position, possible);
    bytesUntilFailure -= possible;
    if (source.hasRemaining()) {
      throw new IOException("no space left");
    }
  }

  @Override
  public int read(ByteBuffer target, long position) {
    largestRead = Math.max(largestRead, target.remaining());
    long left = Math.max(bytes.length, claimedSize) - position;
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(left, Math.min(target.remaining(), mostPerRead));
    int real = (int) Math.max(0, Math.min(count, bytes.length - position));
    if (real > 0) {
      target.put(bytes, (int) position, real);
    }
    if (count > real) {
      target.put(new byte[count - real]);
    }
    bytesRead += count;
    return count;
  }

  @Override
  public long size() {
    return Math.max(bytes.length, claimedSize);
  }

  @Override
  public void force() {}

  @Override
  public void close() {}
}
