package io.flightlog.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Cuts a stream into lines and finds the sequence in each. Allocates nothing for a line. One
 * thread.
 */
final class LineScanner {
  private static final int BUFFER_BYTES = 1 << 18;

  private final LongConsumer sequences;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int length;

  /**
   * @param sequences told one for each complete line, −1 if it has none
   */
  LineScanner(LongConsumer sequences) {
    this.sequences = sequences;
  }

  /** Reads what is there. Returns how many bytes, or −1 at the end. */
  int readFrom(InputStream in) throws IOException {
    if (length == buffer.length) {
      throw new IOException("a line of more than " + BUFFER_BYTES + " bytes");
    }
    int read = in.read(buffer, length, buffer.length - length);
    if (read > 0) {
      int fresh = length;
      length += read;
      takeLines(fresh);
    }
    return read;
  }

  private void takeLines(int fresh) {
    int start = 0;
    for (int i = fresh; i < length; i++) {
      if (buffer[i] == '\n') {
        sequences.accept(MessageScanner.first(buffer, start, i));
        start = i + 1;
      }
    }
    System.arraycopy(buffer, start, buffer, 0, length - start);
    length -= start;
  }
}
