package io.flightlog.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Finds the sequences in JSON of any shape: the number that {@link Workload} puts behind the first
 * word of each message. Allocates nothing. Any thread.
 */
final class MessageScanner {
  private static final byte[] MARK =
      ("\"" + Workload.FIRST_WORD + " ").getBytes(StandardCharsets.US_ASCII);

  private MessageScanner() {}

  /** The sequence of the first message in {@code [start, end)}; −1 if there is none. */
  static long first(byte[] bytes, int start, int end) {
    int behind = behindMark(bytes, start, end);
    return behind < 0 ? -1 : number(bytes, behind, end);
  }

  /** Tells every sequence, in order. */
  static void forEach(byte[] bytes, LongConsumer sequences) {
    int end = bytes.length;
    int at = behindMark(bytes, 0, end);
    while (at >= 0) {
      long number = number(bytes, at, end);
      if (number >= 0) {
        sequences.accept(number);
      }
      at = behindMark(bytes, at, end);
    }
  }

  private static int behindMark(byte[] bytes, int start, int end) {
    for (int i = start; i + MARK.length <= end; i++) {
      if (bytes[i] == MARK[0] && Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
        return i + MARK.length;
      }
    }
    return -1;
  }

  private static long number(byte[] bytes, int start, int end) {
    long number = 0;
    int i = start;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      number = number * 10 + (bytes[i] - '0');
      i++;
    }
    return i == start ? -1 : number;
  }
}
