package io.flightlog.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
  private final Gzip gzip = new Gzip();
  private final byte[] out = new byte[1 << 20];

  @Test
  void roundTripsBodiesOfAnyLengthWithOneDeflater() throws IOException {
    Random random = new Random(5);
    for (int length : new int[] {0, 1, 17, 32_767, 32_768, 32_769, 300_000, 1, 0, 65_536}) {
      byte[] body = text(random, length + 10);
      int size = gzip.compress(body, length, out);
      assertArrayEquals(Arrays.copyOf(body, length), unpack(out, size), "length " + length);
    }
  }

  @Test
  void shrinksText() {
    byte[] body = text(new Random(5), 500_000);
    assertTrue(gzip.compress(body, body.length, out) < body.length / 3);
  }

  @Test
  void saysWhenTheResultDoesNotFitAndIsWellAfterwards() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    assertEquals(-1, gzip.compress(noise, noise.length, new byte[100_000]));
    assertEquals(-1, gzip.compress(noise, noise.length, new byte[0]));
    assertEquals(-1, gzip.compress(noise, noise.length, new byte[18]));
    int size = gzip.compress(noise, noise.length, out);
    assertArrayEquals(noise, unpack(out, size));
  }

  @Test
  void anyCapacityIsEitherEnoughOrRefused() throws IOException {
    byte[] body = text(new Random(9), 2000);
    int needed = gzip.compress(body, body.length, out);
    for (int capacity = 0; capacity < needed + 20; capacity++) {
      byte[] small = new byte[capacity];
      int size = gzip.compress(body, body.length, small);
      if (size >= 0) {
        assertArrayEquals(body, unpack(small, size));
      } else {
        assertTrue(capacity <= needed, "refused " + capacity + " for " + needed);
      }
    }
  }

  private static byte[] text(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(4));
    }
    return text;
  }

  private static byte[] unpack(byte[] packed, int size) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed, 0, size))) {
      return in.readAllBytes();
    }
  }
}
