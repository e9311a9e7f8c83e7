package io.flightlog.mission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a tail has come to, as the text that is an event's id: what has been dealt with, and, amid
 * a round, what is being dealt with, and how far.
 *
 * @param seen in the text of {@link SeenSequences}
 * @param round null between rounds
 * @param place behind which the next page of the round begins; null between rounds
 */
record TailCursor(String seen, @Nullable String round, @Nullable String place) {
  /** More than the bounds of {@link SeenSequences} can need, twice. */
  private static final int LONGEST = 64 << 10;

  private static final String BETWEEN = "|";

  String text() {
    String plain = round == null ? seen : String.join(BETWEEN, seen, round, String.valueOf(place));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(plain.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
  }

  /**
   * @throws ApiException if it is no such text
   */
  static TailCursor parse(String text) {
    try {
      String plain = unpack(Base64.getUrlDecoder().decode(text));
      String[] parts = plain.split("\\|", -1);
      SeenSequences.parse(parts[0]);
      if (parts.length == 1) {
        return new TailCursor(parts[0], null, null);
      }
      if (parts.length == 3) {
        SeenSequences.parse(parts[1]);
        return new TailCursor(parts[0], parts[1], parts[2]);
      }
    } catch (IllegalArgumentException | IOException said) {
      // below
    }
    throw ApiException.badParameter("cursor", "the id of an event of this stream", text);
  }

  private static String unpack(byte[] packed) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(LONGEST + 1);
      if (plain.length > LONGEST) {
        throw new IOException("longer than " + LONGEST);
      }
      return new String(plain, StandardCharsets.US_ASCII);
    }
  }
}
