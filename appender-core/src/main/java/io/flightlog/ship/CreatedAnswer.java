package io.flightlog.ship;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The answer to a request all of whose documents were created, byte for byte as servers write it.
 * It is by far the most frequent, so it is compared rather than parsed. Keeps one such answer, as
 * long as the longest was, and a packed one's bytes; ship agent only.
 */
final class CreatedAnswer {
  private static final byte[] HEAD = ascii("{\"errors\":false,\"items\":[");
  private static final byte[] ITEM = ascii("{\"create\":{\"status\":201}},");
  private static final byte[] TAIL = ascii("]}");

  private byte[] expected = HEAD;
  private byte[] unpacked = new byte[0];

  /**
   * Whether the answer says that exactly so many documents were created, and nothing else. False
   * says nothing: it may be written in another way.
   */
  boolean matches(HttpAnswer answer, int documents) {
    if (documents == 0) {
      return false;
    }
    int separated = HEAD.length + documents * ITEM.length - 1;
    byte[] body = answer.body();
    int length = answer.length();
    if (GzipBody.isGzip(body, length)) {
      length = unpack(answer, separated + TAIL.length);
      body = unpacked;
    }
    if (length != separated + TAIL.length) {
      return false;
    }
    expect(documents);
    return Arrays.equals(body, 0, separated, expected, 0, separated)
        && Arrays.equals(body, separated, length, TAIL, 0, TAIL.length);
  }

  /** Its plain length, or another number than the one it should have. */
  private int unpack(HttpAnswer answer, int plainLength) {
    if (unpacked.length <= plainLength) {
      unpacked = new byte[plainLength + 1];
    }
    try (GzipBody plain = new GzipBody(answer.body(), answer.length())) {
      return plain.readNBytes(unpacked, 0, plainLength + 1);
    } catch (IOException damaged) {
      return 0;
    }
  }

  private void expect(int documents) {
    int length = HEAD.length + documents * ITEM.length;
    int at = expected.length;
    if (at < length) {
      expected = Arrays.copyOf(expected, length);
      for (; at < length; at += ITEM.length) {
        System.arraycopy(ITEM, 0, expected, at, ITEM.length);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
