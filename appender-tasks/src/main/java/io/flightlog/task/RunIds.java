package io.flightlog.task;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of runs: 20 characters, lower-case letters and digits. Nine are the time in milliseconds, so
 * that ids sort by start; eleven are 55 random bits. A name, no secret: it comes from a fast
 * generator that never waits for entropy. The nanosecond clock goes in too, so that copies of one
 * process image do not draw the same. Any thread.
 */
final class RunIds {
  static final int LENGTH = 20;

  private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();
  private static final int BITS = 5;
  private static final int TIME_DIGITS = 9;

  private RunIds() {}

  static String next() {
    return of(System.currentTimeMillis(), ThreadLocalRandom.current().nextLong());
  }

  private static String of(long millis, long random) {
    char[] id = new char[LENGTH];
    write(millis, id, 0, TIME_DIGITS);
    write(mix(random + System.nanoTime()), id, TIME_DIGITS, LENGTH);
    return new String(id);
  }

  private static void write(long bits, char[] id, int from, int to) {
    long rest = bits;
    for (int i = to - 1; i >= from; i--) {
      id[i] = DIGITS[(int) (rest & 31)];
      rest >>>= BITS;
    }
  }

  /** The finalizer of MurmurHash3: each bit of the sum reaches each bit of the result. */
  private static long mix(long sum) {
    long z = (sum ^ (sum >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
