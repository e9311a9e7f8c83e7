package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Which events a file holds, so that they may be missing once somebody damaged it. */
record DamageReport(List<FrameHeader> frames) {
  static DamageReport of(byte[] file) {
    List<FrameHeader> frames = new ArrayList<>();
    FrameCursor cursor = new FrameCursor();
    try {
      if (cursor.open(new Bytes(file)) == BatchFormat.HeaderCheck.OK) {
        while (cursor.next()) {
          frames.add(cursor.frame());
        }
      }
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return new DamageReport(frames);
  }

  /**
   * @param more how many events may still be written to it, and be as unreadable
   */
  void tell(ModelOracle.Life life, int more) {
    frames.forEach(frame -> life.damaged(frame.firstSequence(), frame.lastSequence() + more));
  }

  /** A file in memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] file) implements Storage.Handle {
    @Override
    public void write(ByteBuffer source, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
      int length = (int) Math.min(target.remaining(), file.length - position);
      if (length <= 0) {
        return -1;
      }
      target.put(file, (int) position, length);
      return length;
    }

    @Override
    public long size() {
      return file.length;
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
  }
}
